import json
import os
import pathlib
import re
import subprocess
import unittest
import urllib.request

JAR = os.environ.get("TODEVICE_JAR", pathlib.Path(__file__).parents[2] / "target" / "todevice-server.jar")


class GreeterTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen(
            ["java", "-jar", str(JAR), "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        cls.addClassCleanup(cls.stop)
        line = cls.server.stdout.readline()
        cls.api = re.search(r"http://[\d.:]+", line)[0] + "/_matrix/client/v3/"

    @classmethod
    def stop(cls):
        cls.server.terminate()
        cls.server.wait(30)
        cls.server.stdout.close()

    def call(self, method, path, token=None, body=None):
        request = urllib.request.Request(self.api + path, method=method)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=30) as response:
            return json.load(response)

    def register(self, username):
        body = {"username": username, "password": "rabbit hole", "auth": {"type": "m.login.dummy"}}
        return self.call("POST", "register", body=body)

    def test_a_greeting_arrives_once(self):
        alice, bob = self.register("alice"), self.register("bob")
        greeting = {"messages": {bob["user_id"]: {"*": {"text": "hello"}}}}
        for _ in range(2):  # The second is a retry: same transaction ID.
            self.call("PUT", "sendToDevice/org.example.greeting/1", alice["access_token"], greeting)

        first = self.call("GET", "sync", bob["access_token"])
        self.assertEqual(
            first["to_device"]["events"],
            [{"sender": alice["user_id"], "type": "org.example.greeting", "content": {"text": "hello"}}],
        )
        second = self.call("GET", f"sync?since={first['next_batch']}", bob["access_token"])
        self.assertEqual(second["to_device"]["events"], [])


if __name__ == "__main__":
    unittest.main()
