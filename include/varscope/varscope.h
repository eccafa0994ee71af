#pragma once
/// VarScope: TensorFlow 1.x variable scopes for C++ model code. This header is
/// the whole language; see docs/architecture.md for what stands behind it.
///
///   VS_VARIABLE_SCOPE, VS_NAME_SCOPE   scopes (macros.h)
///   get_variable and its kin           variables (get.h)
///   VS_MODEL, Model                    a model, and an instance of it (model.h)
///   VS_BIND                            a value of the run time (bind.h)
///   Outline                            a model without its memory (outline.h)

#include <varscope/bind.h>
#include <varscope/constraint.h>
#include <varscope/dtype.h>
#include <varscope/error.h>
#include <varscope/get.h>
#include <varscope/getter.h>
#include <varscope/initializers.h>
#include <varscope/macros.h>
#include <varscope/model.h>
#include <varscope/options.h>
#include <varscope/outline.h>
#include <varscope/partitioner.h>
#include <varscope/plan_error.h>
#include <varscope/random.h>
#include <varscope/regularizer.h>
#include <varscope/reuse.h>
#include <varscope/scopes.h>
#include <varscope/shape.h>
#include <varscope/variable.h>
#include <varscope/variable_scope.h>
