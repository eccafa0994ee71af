#include <varscope/plan.h>

namespace {
constexpr varscope::plan::Site sites[] = {{0, 0, 0}};
constexpr varscope::plan::Step steps[] = {
    {varscope::plan::StepKind::start, false, 0, 0, 0, "", nullptr, 0, true}};
} // namespace

extern "C" {
extern const varscope::plan::Plan varscope_plan_linked_model;
const varscope::plan::Plan varscope_plan_linked_model = {
    varscope::plan::version, "linked_model", 0, nullptr, 0, nullptr, 0, nullptr, 0,
    nullptr, 0, sites, 1, steps, 1};
}
