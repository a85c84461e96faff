#!/usr/bin/env python3
# Installs into an empty prefix and builds the example against it in the three ways there are.
"""usage: check_install.py SOURCE BUILD CXX"""

import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import unittest

SOURCE, BUILD = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
CXX = sys.argv[3]
EXAMPLE = SOURCE / "examples" / "index_and_search.cc"


def run(*command, **options):
    result = subprocess.run([str(word) for word in command], check=False, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{result.stdout}")
    return result.stdout


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="osteon-install-")
        cls.root = pathlib.Path(cls.scratch.name)
        # Installed, then moved: nothing installed may know where it was put.
        run("cmake", "--install", BUILD, "--prefix", cls.root / "first")
        cls.prefix = cls.root / "prefix"
        (cls.root / "first").rename(cls.prefix)
        cls.library = next(cls.prefix.rglob("libosteon.so")).parent

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def check_example(self, program, name):
        environment = dict(os.environ, LD_LIBRARY_PATH=str(self.library))
        printed = run(program, self.root / f"index-{name}", SOURCE / "corpus" / "samples",
                      "osteosarcopenia resveratrol", env=environment)
        self.assertIn("Osteosarcopenia: key molecular mechanisms", printed)

    def test_find_package(self):
        tree = self.root / "find-package"
        run("cmake", "-S", SOURCE / "examples", "-B", tree, "-G", "Ninja",
            f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCMAKE_CXX_COMPILER={CXX}")
        run("cmake", "--build", tree)
        self.check_example(tree / "index_and_search", "find-package")

    def test_pkg_config(self):
        environment = dict(os.environ, PKG_CONFIG_PATH=str(self.library / "pkgconfig"))
        flags = run("pkg-config", "--cflags", "--libs", "osteon", env=environment).split()
        self.assertIn(f"-I{self.prefix}/include", [os.path.normpath(flag) for flag in flags])
        program = self.root / "by-pkg-config"
        run(CXX, "-std=c++20", "-Wall", "-Werror", EXAMPLE, "-o", program, *flags)
        self.check_example(program, "pkg-config")

    def test_add_subdirectory(self):
        tree = self.root / "add-subdirectory"
        run("cmake", "-S", SOURCE / "examples", "-B", tree, "-G", "Ninja",
            f"-DOSTEON_SOURCE={SOURCE}", f"-DCMAKE_CXX_COMPILER={CXX}",
            "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
        # The build that runs this test has compiled and linked the library; here the example's own
        # file shows that a parent project hands down what its users need.
        run("cmake", "--build", tree, "--target", "public_headers")
        commands = json.loads((tree / "compile_commands.json").read_text(encoding="utf-8"))
        compile_example = next(c["command"] for c in commands if c["file"] == str(EXAMPLE))
        (tree / "CMakeFiles" / "index_and_search.dir").mkdir(parents=True, exist_ok=True)
        run(*shlex.split(compile_example), cwd=tree)
        self.assertIn("libosteon.so", run("ninja", "-C", tree, "-n", "index_and_search"))

    def test_the_installed_program_runs_with_its_starter_vocabulary(self):
        program = self.prefix / "bin" / "osteon"
        self.assertIn("MESH:D055948", run(program, "vocab", "lookup", "sarcopenia"))

    def test_only_what_is_meant_is_exported(self):
        symbols = run("nm", "-D", "--defined-only", "-C", self.library / "libosteon.so")
        names = [line.split(" ", 2)[2] for line in symbols.splitlines()]
        self.assertTrue(any(name.startswith("osteon::Searcher::search") for name in names))
        internal = ("osteon::Segment::", "osteon::open_snapshot", "osteon::HttpService::Impl")
        self.assertEqual([name for name in names if name.startswith(internal)], [])

    def test_installed_headers_name_no_dependency(self):
        for header in (self.prefix / "include").rglob("*.h"):
            for line in header.read_text(encoding="utf-8").splitlines():
                if line.startswith("#include"):
                    name = line.split()[1]
                    self.assertTrue(name.startswith('"osteon/') or "." not in name,
                                    f"{header.name}: {line}")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]], verbosity=2)
