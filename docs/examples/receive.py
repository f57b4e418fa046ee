#!/usr/bin/env python3
"""Prints what a webhook of WaddlePerf tells: a line for each transition of an incident. For trials, on this machine.

    python3 docs/examples/receive.py          # listens on http://127.0.0.1:8099/
    python3 docs/examples/receive.py 9000     # or on another port

Nothing but Python is needed. Signatures are not looked at: docs/reference/notifications.md shows how they are.
"""
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_BYTES = 1 << 20


def lines(payload):
    """Of each alert each transition, with the headline of its incident."""
    for alert in payload.get("alerts", []):
        summary = alert.get("annotations", {}).get("summary", "")
        for transition in alert.get("transitions", []):
            yield f"{transition.get('transition', '?'):<13} {summary}  {alert.get('generatorURL', '')}"


class Receiver(BaseHTTPRequestHandler):
    timeout = 10  # seconds; whoever hangs does not hold a thread for ever

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= MOST_BYTES:
            return self.answer(413)
        try:
            told = list(lines(json.loads(self.rfile.read(length))))
        except (ValueError, AttributeError) as problem:
            print(f"not a webhook's message: {problem}", file=sys.stderr)
            return self.answer(400)
        for line in told:
            print(line, flush=True)
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass  # what matters is printed above


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8099
    with ThreadingHTTPServer(("127.0.0.1", port), Receiver) as server:
        print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
