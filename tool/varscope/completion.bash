# Completion of varscope for bash (zsh: after bashcompinit). The command's own help lists what there is.
_varscope() {
  local command=${COMP_WORDS[1]} word=${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')" -- "$word"))
  elif [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "$command" --help | sed -n 's/^  \(-[-A-Za-z]*=\{0,1\}\).*/\1/p')" -- "$word"))
    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
  fi
  return 0 # otherwise: files
}
complete -o default -F _varscope varscope
