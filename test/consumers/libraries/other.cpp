#ifdef EXTRACTING
#error "this source is excluded"
#endif
