// SARIF stands alone on standard output.
// RUN: not %varscope check %s --format=sarif --source-root=%S -- %include 2>/dev/null > %t.json
// RUN: %python -c "import json,sys; r=json.load(open(sys.argv[1]))['runs'][0]['results']; f=r[0]; print(len(r), f['ruleId'], f['level'], f['properties']['model'], f['locations'][0]['physicalLocation']['artifactLocation']['uri'], f['locations'][0]['physicalLocation']['region']['startLine'], len(f['relatedLocations'])>0)" %t.json | FileCheck %s
// CHECK: 1 does-not-exist error m sarif.cpp 10 True
#include <varscope/varscope.h>
namespace vs = varscope;

vs::Variable build() {
  VS_VARIABLE_SCOPE("s", .reuse = true) {
    return vs::get_variable("v", {1});
  }
}
VS_MODEL(m, build());
