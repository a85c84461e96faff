#!/usr/bin/env python3
# What a golden file cannot show: signals, terminals, full disks and readers that leave.
"""usage: check_behaviour.py OSTEON SAMPLES"""

import json
import os
import pathlib
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

PROGRAM, SAMPLES = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])


def osteon(*arguments, **options):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, check=False, timeout=120,
                          **options)


def on_terminal(*arguments):
    """Exit status and what a terminal of the usual kind is sent."""
    environment = {key: value for key, value in os.environ.items()
                   if key not in ("NO_COLOR", "COLUMNS")} | {"TERM": "xterm"}
    leader, follower = pty.openpty()
    with subprocess.Popen([PROGRAM, *arguments], stdin=follower, stdout=follower, stderr=follower,
                          env=environment) as process:
        os.close(follower)
        sent = b""
        while True:
            try:
                chunk = os.read(leader, 65536)
            except OSError:  # the other side has been closed
                break
            if not chunk:
                break
            sent += chunk
    os.close(leader)
    return process.returncode, sent


class Behaviour(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.mkdtemp(prefix="osteon-behaviour-")
        cls.index = os.path.join(cls.scratch, "index")
        made = osteon("index", "--db", cls.index, SAMPLES)
        assert made.returncode == 0, made.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.scratch)

    def test_interrupted_indexing_leaves_a_usable_index(self):
        papers = os.path.join(self.scratch, "many")
        os.mkdir(papers)
        for number in range(4000):
            with open(os.path.join(papers, f"{number}.md"), "w", encoding="utf-8") as file:
                file.write(f"# Paper {number}\n\n" + f"Bone and muscle, part {number}. " * 60)
        index = os.path.join(self.scratch, "interrupted")
        with subprocess.Popen([PROGRAM, "index", "--db", index, "--json", papers],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            deadline = time.monotonic() + 30
            while not os.path.exists(os.path.join(index, "write.lock")):
                self.assertLess(time.monotonic(), deadline, "indexing never began")
                time.sleep(0.005)
            time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            printed, complaints = process.communicate(timeout=60)
        report = json.loads(printed)
        self.assertTrue(report["interrupted"])
        self.assertEqual(process.returncode, 130, complaints)
        self.assertLess(report["added"], 4000)
        self.assertEqual(osteon("check", "--db", index).returncode, 0)
        again = json.loads(osteon("index", "--db", index, "--json", papers).stdout)
        self.assertEqual(again["papers"], 4000)
        self.assertEqual(again["added"] + again["unchanged"], 4000)

    def test_a_terminal_gets_colour_and_a_pipe_does_not(self):
        status, sent = on_terminal("search", "--db", self.index, "--limit", "1", "sarcopenia")
        self.assertEqual(status, 0)
        self.assertIn(b"\x1b[1m", sent)
        self.assertNotIn(b"\x1b", osteon("search", "--db", self.index, "sarcopenia").stdout)

    def test_progress_is_for_terminals(self):
        papers = os.path.join(self.scratch, "watched")
        shutil.copytree(SAMPLES, papers)
        quiet = osteon("index", "--db", os.path.join(self.scratch, "quiet"), papers)
        self.assertEqual(quiet.returncode, 0)
        self.assertEqual(quiet.stderr, b"")
        status, sent = on_terminal("index", "--db", os.path.join(self.scratch, "loud"), papers)
        self.assertEqual(status, 0)
        self.assertIn(b"added", sent)

    def test_standing_searches_take_their_index_before_or_after_the_command(self):
        index = os.path.join(self.scratch, "standing")
        shutil.copytree(self.index, index)
        for arguments in (["--db", index, "add", "falls", "falls"], ["add", "--db", index, "bone", "bone"]):
            made = osteon("watch", *arguments)
            self.assertEqual(made.returncode, 0, made.stderr)
        before, after = osteon("watch", "--db", index, "list"), osteon("watch", "list", "--db", index)
        self.assertIn(b"falls", before.stdout)
        self.assertEqual(before.stdout, after.stdout)
        missing = osteon("watch", "list")
        self.assertEqual((missing.returncode, missing.stdout), (2, b""))
        self.assertIn(b"--db is required", missing.stderr)

    def test_hostile_titles_are_harmless(self):
        index = os.path.join(self.scratch, "hostile")
        text = "# Red \x1b[31mtitle \u202eesrever\n\nA xylograph \x1b]0;owned\x07 \u009b2J here.\n"
        made = osteon("index", "--db", index, "--vocab", "none", "-", input=text.encode())
        self.assertEqual(made.returncode, 0, made.stderr)
        for arguments in (["xylograph"], ["--json", "xylograph"]):
            status, sent = on_terminal("search", "--db", index, "--color", "never", *arguments)
            self.assertEqual(status, 0)
            shown = sent.decode()
            for steering in ("\x1b", "\x07", "\u202e", "\u009b"):
                self.assertNotIn(steering, shown)

    def test_a_reader_that_leaves_ends_the_program_quietly(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run([PROGRAM, "search", "--db", self.index, "bone"], stdout=writer,
                                stderr=subprocess.PIPE, check=False, timeout=60)
        os.close(writer)
        self.assertEqual(result.stderr, b"")
        self.assertEqual(result.returncode, -signal.SIGPIPE)

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PROGRAM, "search", "--db", self.index, "bone"], stdout=full,
                                    stderr=subprocess.PIPE, check=False, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"No space left", result.stderr)

    def test_serve_answers_until_interrupted(self):
        with subprocess.Popen([PROGRAM, "serve", "--db", self.index, "--port", "0"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            address = process.stdout.readline().split()[-1]
            with urllib.request.urlopen(address + "api/v1/search?q=sarcopenia", timeout=30) as page:
                answer = json.load(page)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=30), 0)
        self.assertEqual(answer["schema_version"], 1)
        printed = json.loads(osteon("search", "--db", self.index, "--json", "sarcopenia").stdout)
        self.assertEqual(answer["total_papers"], printed["total_papers"])

    def test_hostile_queries_are_answered_in_little_memory(self):
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))

        long_lines = b"".join(b"%d. muscle OR bone\n" % n for n in range(1, 20000))
        for query in [b"a" * (1 << 20), b"muscle " * 150000, b"(" * 10000 + b"bone", b")" * 10000,
                      b"".join(b"a%c* " % (97 + n % 26) for n in range(5000)), bytes(range(1, 32)) * 3000,
                      b"\xff\xfe bone \xc3" * 50000, b'"' * 100001, b"NOT " * 50000 + b"bone",
                      b"bone NEAR/5 " * 20000, b"bone\0muscle", b"#1 OR #2\n" * 50000, long_lines, b""]:
            found = osteon("search", "--db", self.index, "--json", "--facets", "--receipt", "-",
                           input=query, preexec_fn=limited)
            with self.subTest(query=query[:40]):
                self.assertIn(found.returncode, (0, 1), found.stderr[:500])
                answer = json.loads(found.stdout)
                self.assertLessEqual(len(answer["notices"]), 40)
                self.assertGreaterEqual(answer["total_papers"], 0)

    def test_a_second_writer_is_told_who_holds_the_lock(self):
        feed_reader, feed_writer = os.pipe()
        index = os.path.join(self.scratch, "locked")
        with subprocess.Popen([PROGRAM, "index", "--db", index, "-"], stdin=feed_reader,
                              stdout=subprocess.DEVNULL) as first:
            os.close(feed_reader)
            deadline = time.monotonic() + 30
            while not os.path.exists(os.path.join(index, "write.lock")):
                self.assertLess(time.monotonic(), deadline, "the first writer never began")
                time.sleep(0.01)
            time.sleep(0.1)
            second = osteon("index", "--db", index, SAMPLES)
            os.write(feed_writer, b"# A paper\n\nWith a text.\n")
            os.close(feed_writer)
            self.assertEqual(first.wait(timeout=60), 0)
        self.assertEqual(second.returncode, 2)
        self.assertIn(str(first.pid).encode(), second.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
