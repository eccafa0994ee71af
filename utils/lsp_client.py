"""A minimal client of the language server, for tests and measurements."""

import json
import subprocess
import sys


class LspClient:
    def __init__(self, command, root_uri, options=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0
        self.request("initialize", {"rootUri": root_uri, "capabilities": {}, "initializationOptions": options})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        """The result; messages that come before it are dropped."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.last_id:
                return message.get("result")

    def read(self):
        length = 0
        while (header := self.process.stdout.readline().strip()):
            name, value = header.split(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            sys.exit("the language server ended")
        return json.loads(self.process.stdout.read(length))

    def wait_for(self, method, uri=None):
        """The parameters of the next notification of this method (for this document)."""
        while True:
            message = self.read()
            params = message.get("params", {})
            if message.get("method") == method and (uri is None or params.get("uri") == uri):
                return params

    def open(self, path):
        text = path.read_text(encoding="utf-8")
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": path.as_uri(), "languageId": "cpp", "version": 1, "text": text}})
        return text

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait()
