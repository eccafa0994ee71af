// Functions of a library that is not there: what they do is not known.
#pragma once
#include <string>

namespace outside {
int* pick(int* numbers, int count);
int& pick(int& number);
struct Node;
Node* pick(Node* list);
void keep(int& number);
void keep(std::string& text);
void run();
} // namespace outside
