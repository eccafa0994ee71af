#include "lsp/Gate.h"

using namespace llvm;
using namespace varscope::lsp;

namespace {
enum : std::int64_t { parseError = -32700, invalidRequest = -32600, notInitialised = -32002 };
}

bool varscope::lsp::fromJSON(const json::Value& value, Refusal& refusal, json::Path path) {
  json::ObjectMapper o(value, path);
  return o && o.map("code", refusal.code) && o.map("message", refusal.message);
}

LogicalResult Gate::pass(LogicalResult read, std::string& json) {
  if (failed(read))
    return read;
  id = nullptr;
  Refusal refusal;
  Expected<json::Value> message = json::parse(json);
  if (message)
    refusal = judge(*message);
  else
    refusal = {parseError, "not JSON: " + toString(message.takeError())};
  if (refusal.code != 0)
    json = formatv("{0}", json::Value(json::Object{
                              {"jsonrpc", "2.0"},
                              {"id", id},
                              {"method", refusedMethod},
                              {"params", json::Object{{"code", refusal.code},
                                                      {"message", json::fixUTF8(refusal.message)}}}}))
               .str();
  return success();
}

Refusal Gate::judge(const json::Value& message) {
  const json::Object* object = message.getAsObject();
  if (!object)
    return {invalidRequest, "a message is an object"};
  const json::Value* given = object->get("id");
  if (given && (given->getAsString() || given->getAsInteger() || given->getAsNull()))
    id = *given;
  else if (given)
    return {invalidRequest, "an id is a string or a number"};
  if (object->getString("jsonrpc") != StringRef("2.0"))
    return {invalidRequest, "a message has \"jsonrpc\": \"2.0\""};
  const json::Value* methodValue = object->get("method");
  if (!methodValue)
    return given ? Refusal() : Refusal{invalidRequest, "a message has a method or an id"};
  const std::optional<StringRef> method = methodValue->getAsString();
  if (!method)
    return {invalidRequest, "a method is a string"};
  if (*method == refusedMethod)
    return {invalidRequest, "that method is not for clients"};
  if (!given)
    return {};
  if (*method == "initialize") {
    if (phase != Phase::Before)
      return {invalidRequest, "the server is initialised already"};
  } else if (phase == Phase::Before) {
    return {notInitialised, "the server is not initialised"};
  } else if (phase == Phase::ShutDown) {
    return {invalidRequest, "the server was shut down"};
  } else if (*method == "shutdown") {
    phase = Phase::ShutDown;
  }
  return {};
}
