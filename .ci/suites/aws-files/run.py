#!/usr/bin/env python3
"""Runs the command with cases from the test suites of other projects, in a network namespace.

  .ci/suites/aws-files/run.py [--jar FILE] [--only REGEX] [--shard 1/2] [--show]

Without options, runs two halves in parallel. Prints each case that is wrong, and the number of right
cases. Exit code 1: a case is wrong; 2: it cannot run. Needs root or user namespaces, java, openssl, unshare and ip.
"""
import argparse
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # keeps the repository clean

import cases
import cloud
import verdict

HERE = os.path.dirname(os.path.abspath(__file__))
STANDARD_JAR = os.path.join(HERE, "../../../action/target/rolecall.jar")
LIMIT = 100


class Done:
    """One run of the command: exit code, output, requests, and the AWS files afterwards."""

    def __init__(self, line, process, asked, files):
        self.line = line
        self.exit, self.out, self.err = process
        self.asked = asked
        self.files = files


class Bench:
    def __init__(self, jar, folder):
        self.jar = jar
        self.folder = folder

    def run(self, case, one):
        cloud.Handler.cloud = cloud.Cloud(case.cloud)
        home = tempfile.mkdtemp(dir=self.folder)
        self.write(home, case)
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "USER": "spec", "AWS_REGION": "us-east-1",
            "AWS_CA_BUNDLE": os.path.join(self.folder, "ca.pem"), "LC_ALL": "C.UTF-8"}
        if "JAVA_HOME" in os.environ:
            environment["JAVA_HOME"] = os.environ["JAVA_HOME"]
        for name, value in case.environment.items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = self.filled(value, home)
        words = [self.filled(word, home) for word in case.command]
        if "profile" in one:
            words += ["--profile", one["profile"]]
        words += [self.filled(word, home) for word in case.arguments]
        try:
            process = subprocess.run(
                [*self.java(), *words], env=environment, cwd=home, capture_output=True,
                timeout=LIMIT, stdin=subprocess.DEVNULL)
            process = (process.returncode, process.stdout.decode(), process.stderr.decode())
        except subprocess.TimeoutExpired:
            process = (124, "", "no end after %d seconds" % LIMIT)
        files = {}
        for name in ("config", "credentials"):
            path = os.path.join(home, ".aws", name)
            if os.path.exists(path):
                with open(path, "rb") as file:
                    files[name] = file.read()
        shutil.rmtree(home)
        return Done("rolecall " + " ".join(words), process, cloud.Handler.cloud.asked, files)

    def java(self):
        """Creates a CDS archive with the first run, so that later runs start faster."""
        archive = os.path.join(self.folder, "classes.jsa")
        use = "SharedArchiveFile" if os.path.exists(archive) else "ArchiveClassesAtExit"
        return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable",
                "-XX:%s=%s" % (use, archive), "-jar", self.jar]

    def write(self, home, case):
        os.makedirs(os.path.join(home, ".aws"))
        for name, text in case.files.items():
            path = os.path.join(home, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(self.filled(text, home))
            if text.startswith("#!"):
                os.chmod(path, 0o755)

    def filled(self, text, home):
        return text.replace("{jar}", self.jar).replace("{home}", home)


def judged(bench, case, arguments):
    """The verdict on a case (right, purpose or wrong) and its reason."""
    verdicts, told = {"right"}, []
    for one in case.runs:
        done = bench.run(case, one)
        far = verdict.differences(one["expect"], done)
        if arguments.show:
            print("---- %s\n$ %s\nexit %s\n%s%s" % (
                case.title(), done.line, done.exit, done.out, done.err))
            for ask in done.asked:
                print("  asked:", {key: value for key, value in ask.items() if value})
        if not far:
            continue
        if "ours" in one:
            own = verdict.differences(one["ours"], done)
            if not own:
                verdicts.add("purpose")
                told.append("on purpose: %s: %s" % (one["why"], "; ".join(far)))
                continue
            far += ["and not as documented: " + "; ".join(own)]
        verdicts.add("wrong")
        told.append("%s: %s" % (done.line, "; ".join(far)))
    return next(name for name in ("wrong", "purpose", "right") if name in verdicts), told


def inside(arguments, chosen):
    folder = tempfile.mkdtemp(prefix="aws-files-")
    cloud.open_for_business(folder)
    bench = Bench(arguments.jar, folder)
    bench.run(chosen[0], chosen[0].runs[0])
    table = collections.defaultdict(collections.Counter)
    for case in chosen:
        name, told = judged(bench, case, arguments)
        table[case.suite][name] += 1
        if name == "wrong" or arguments.verbose:
            print("%-8s %s" % (name.upper(), case.title()), *told, sep="\n         ", flush=True)
    shutil.rmtree(folder)
    print("\n%-44s %6s %8s %6s" % ("suite", "right", "purpose", "wrong"))
    for suite, row in table.items():
        print("%-44s %6d %8d %6d" % (suite, row["right"], row["purpose"], row["wrong"]))
    total = sum(table.values(), collections.Counter())
    good = total["right"] + total["purpose"]
    print("\n%d of %d (%d differ on purpose)" % (good, len(chosen), total["purpose"]))
    return 0 if good == len(chosen) else 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jar", default=STANDARD_JAR)
    parser.add_argument("--only", help="cases whose suite and name match")
    parser.add_argument("--shard", help="1/2: the first half")
    parser.add_argument("--show", action="store_true", help="what each run printed and asked")
    parser.add_argument("--verbose", action="store_true", help="cases that are right, too")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.jar = os.path.abspath(arguments.jar)
    every = cases.all_cases()
    wrong = cases.undocumented(every)
    if not os.path.exists(arguments.jar):
        wrong.append("no jar at " + arguments.jar)
    chosen = [case for case in every if re.search(arguments.only or "", case.title())]
    if not chosen:
        wrong.append("no such case")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    if arguments.inside:
        one, of = map(int, arguments.shard.split("/"))
        return inside(arguments, chosen[one - 1::of])
    together = arguments.shard or arguments.only or arguments.show
    return max(halves([arguments.shard or "1/1"] if together else ["1/2", "2/2"]))


def halves(shards):
    """Runs each in its own network namespace, in parallel, and returns the exit codes."""
    namespaces = "-nm" if os.geteuid() == 0 else "-rnm"
    running = [
        subprocess.Popen([
            "unshare", namespaces, "--propagation", "private", sys.executable,
            os.path.abspath(__file__), *sys.argv[1:], "--inside", "--shard", shard])
        for shard in shards]
    return [process.wait() for process in running]


if __name__ == "__main__":
    sys.exit(main())
