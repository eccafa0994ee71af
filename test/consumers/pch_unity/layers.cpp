void dense() { varscope::get_variable("kernel", {WIDTH}); }
