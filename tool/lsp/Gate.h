#pragma once
/// Lets through what the protocol allows, and turns the rest into a request that is
/// refused: the transport would stop at it.

#include "llvm/Support/JSON.h"
#include "llvm/Support/LSP/Transport.h"

#include <cstdio>

namespace varscope::lsp {

/// The method of a refused request; its parameters are a Refusal.
inline constexpr llvm::StringLiteral refusedMethod = "varscope/refused";

struct Refusal {
  std::int64_t code = 0;
  std::string message;
};
bool fromJSON(const llvm::json::Value& value, Refusal& refusal, llvm::json::Path path);

class Gate final : public llvm::lsp::JSONTransportInput {
public:
  Gate(std::FILE* in, llvm::lsp::JSONStreamStyle style)
      : JSONTransportInput(style), input(in, style) {}

  bool hasError() const override { return input.hasError(); }
  bool isEndOfInput() const override { return input.isEndOfInput(); }
  llvm::LogicalResult readDelimitedMessage(std::string& json) override {
    return pass(input.readDelimitedMessage(json), json);
  }
  llvm::LogicalResult readStandardMessage(std::string& json) override {
    return pass(input.readStandardMessage(json), json);
  }

  /// The identity of the request that was read last.
  const llvm::json::Value& lastId() const { return id; }
  /// The server has taken a client's `initialize`: other requests may pass from now on.
  void initialised() { phase = Phase::Running; }
  bool wasShutDown() const { return phase == Phase::ShutDown; }

private:
  enum class Phase { Before, Running, ShutDown } phase = Phase::Before;

  llvm::LogicalResult pass(llvm::LogicalResult read, std::string& json);
  /// Empty, or why a message is refused.
  Refusal judge(const llvm::json::Value& message);

  llvm::lsp::JSONTransportInputOverFile input;
  llvm::json::Value id = nullptr;
};

} // namespace varscope::lsp
