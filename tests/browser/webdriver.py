"""Chromium by the WebDriver protocol, with the standard library only."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015", "ArrowUp": "\ue013", "Tab": "\ue004", "Space": " "}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def is_installed():
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class WebDriverError(Exception):
    pass


class Browser:
    """One headless Chromium with a profile of its own, ended by close()."""

    def __init__(self, width=1280, height=900, dark=False):
        self.profile = tempfile.mkdtemp(prefix="osteon-browser-")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        try:
            for line in self.driver.stdout:
                if match := re.search(r"started successfully on port (\d+)", line):
                    self.base = f"http://127.0.0.1:{match.group(1)}"
                    break
            else:
                raise WebDriverError("chromedriver did not start")
            arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                         "--disable-background-networking", "--disable-component-update", "--disable-sync",
                         "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={self.profile}",
                         f"--window-size={width},{height}"]
            if dark:
                arguments.append("--force-prefers-color-scheme=dark")
            options = {"args": arguments}
            if width < 500:  # Chromium's windows are no narrower; a phone is emulated
                options["mobileEmulation"] = {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 2, "touch": True}}
            answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL"},
                "goog:chromeOptions": options}}}, session="")
            self.session = "/session/" + answer["sessionId"]
            if dark:  # the flag is not honoured by every version
                self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        except BaseException:
            self.close()
            raise

    def call(self, method, path, body=None, session=None):
        where = self.base + (self.session if session is None else session) + path
        request = urllib.request.Request(where, method=method, headers={"Content-Type": "application/json"},
                                         data=None if method == "GET" else json.dumps(body or {}).encode())
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise WebDriverError(json.load(error)["value"]["message"]) from None

    def cdp(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def close(self):
        if getattr(self, "session", None):
            try:
                self.call("DELETE", "")
            except (OSError, WebDriverError):
                pass
        self.driver.terminate()
        self.driver.wait(timeout=10)
        self.driver.stdout.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def go(self, address):
        self.call("POST", "/url", {"url": address})

    def back(self):
        self.call("POST", "/back")

    def forward(self):
        self.call("POST", "/forward")

    def address(self):
        return self.call("GET", "/url")

    def run(self, script, *arguments):
        """The value of a JavaScript function body."""
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, script, *arguments, seconds=20):
        """Waits until a JavaScript expression is true."""
        end = time.monotonic() + seconds
        while True:
            value = self.run(f"return {script};", *arguments)
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s: {script}; the page says: "
                                     + self.run("return document.body.innerText.slice(0, 600)"))
            time.sleep(0.03)

    def click(self, selector, seconds=20):
        """As a person would: once it is there, in sight and not covered."""
        end = time.monotonic() + seconds
        while True:
            try:
                found = self.call("POST", "/element", {"using": "css selector", "value": selector})
                return self.call("POST", f"/element/{found[ELEMENT]}/click")
            except WebDriverError as error:
                if time.monotonic() > end:
                    raise WebDriverError(f"{selector}: {error}") from None
            time.sleep(0.1)

    def press(self, *keys):
        """Presses each key (a name of KEYS) or types each text."""
        actions = []
        for key in keys:
            for character in [KEYS[key]] if key in KEYS else key:
                actions += [{"type": "keyDown", "value": character}, {"type": "keyUp", "value": character}]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def texts(self, selector):
        return self.run("return [...document.querySelectorAll(arguments[0])].map((n) => n.innerText)", selector)

    def text(self, selector):
        found = self.texts(selector)
        if not found:
            raise AssertionError(f"nothing on the page is {selector}")
        return found[0]

    def complaints(self):
        """What the page logged as an error since the last call, refused resources of the policy included."""
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})
                if entry["level"] == "SEVERE"]

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("GET", "/screenshot")))
