#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Postern beside Postfix, chasquid and a server that does the least: the same work, in the same run. tools/bench calls it;
docs/performance.md explains the figures.

Each server runs on one processor and smtp_load on another; runs of all alternate; what is told are medians, with the
smallest and largest reading. CPU is what the server's processes used by themselves (user + system, /proc), per session or
message.
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from servers import (Chasquid, Failure, FixedAnswers, Postern, PosternWithAllChecks, Postfix, certificate,
                     run)


def refused(port, sender):
    """Whether a sender is refused, in a session of its own."""
    with socket.create_connection(("127.0.0.1", port), 5) as client, client.makefile("r") as replies:
        client.sendall(f"EHLO x.example\r\nMAIL FROM:<{sender}>\r\nRCPT TO:<jane@example.test>\r\nQUIT\r\n".encode())
        return any(line.startswith("5") for line in replies)


def start_times(server, runs):
    """From the start of the server until a listed sender is refused."""
    times = []
    for _ in range(runs):
        server.stop()
        begin = time.monotonic()
        server.start()
        while not refused(server.ports["refuse"], "spammer@listed.example"):
            time.sleep(0.002)
        times.append(time.monotonic() - begin)
    return times


class OpenSession:
    """Asks again and again within one session."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 5)
        self.replies = self.socket.makefile("r")
        self.replies.readline()
        self.socket.sendall(b"HELO x.example\r\n")
        self.replies.readline()

    def refuses(self, sender):
        self.socket.sendall(f"RSET\r\nMAIL FROM:<{sender}>\r\nRCPT TO:<jane@example.test>\r\n".encode())
        return "5" in [self.replies.readline()[:1] for _ in range(3)]


def edit_times(server, edits=20):
    """From a list's edit until it counts: in a session that is open, where the server can; and none of them ends."""
    port = server.ports["refuse"]
    times = []
    if server.name == "Postfix":
        table = server.folder / "etc/senders"
        for i in range(edits):
            with table.open("a") as file:
                file.write(f"new{i}@edited.example REJECT blacklisted\n")
            begin = time.monotonic()
            run("postmap", "-c", server.folder / "etc", f"hash:{table}")
            while not refused(port, f"new{i}@edited.example"):
                time.sleep(0.002)
            times.append(time.monotonic() - begin)
        return times
    sessions = [OpenSession(port) for _ in range(20)]
    # Written as any other program would; the engine has to notice.
    with contextlib.closing(sqlite3.connect(server.store, timeout=10)) as store:
        service = store.execute("SELECT id FROM service WHERE name = 'refuse'").fetchone()[0]
        for i in range(edits):
            sender = f"new{i}@edited.example"
            store.execute("INSERT INTO list_entry (service, color, kind, pattern) VALUES (?, 'black', 'sender', ?)",
                          (service, sender))
            store.commit()
            begin = time.monotonic()
            while not sessions[i % len(sessions)].refuses(sender):
                pass
            times.append(time.monotonic() - begin)
            time.sleep(0.3)
    for session in sessions:
        session.refuses("joe@outside.example")  # throws where the session has ended
    return times


class Bench:
    def __init__(self, options, servers):
        self.options = options
        self.servers = servers

    def load(self, port, *arguments):
        """smtp_load on its processor: reads its lines as they come."""
        return subprocess.Popen(
            ["taskset", "-c", self.options.load_processor, self.options.binaries / "smtp_load", "--port", str(port),
             *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def expect(self, process, word):
        line = process.stdout.readline().strip()
        if line != word:
            raise Failure(f"smtp_load ended before it said '{word}': {line}")

    def measure(self, server, work, *arguments):
        process = self.load(server.ports[work], "--work", work, "--seconds", self.options.seconds, *arguments)
        self.expect(process, "ready")
        self.expect(process, "start")
        before = server.cpu_seconds()
        line = process.stdout.readline()
        used = server.cpu_seconds() - before
        if process.wait() or not line:
            raise Failure(f"smtp_load failed against {server.name}.")
        reading = json.loads(line)
        units = reading["done"]
        if not units:
            raise Failure(f"{server.name} did nothing of {work}: {reading['first_error']}")
        return {"rate": units / reading["seconds"], "cpu_us": used * 1e6 / units, "p99_ms": reading["p99_ms"],
                "errors": reading["errors"]}

    def alternate(self, work, *arguments):
        able = [server for server in self.servers if work in server.ports]
        readings = {server.name: [] for server in able}
        for _ in range(self.options.runs):
            for server in able:
                readings[server.name].append(self.measure(server, work, *arguments))
                server.clear()
        return {name: summarize(many) for name, many in readings.items()}

    def idle_memory(self, clients, work, *arguments):
        result = {}
        for server in (server for server in self.servers if work in server.ports):
            before = server.memory()
            process = self.load(server.ports[work], "--work", "none", "--idle", clients, *arguments)
            self.expect(process, "ready")
            time.sleep(1)
            result[server.name] = {"bytes_per_client": (server.memory() - before) / clients}
            process.stdin.close()
            process.wait()
            time.sleep(1)
        return result

    def beside_idle(self, server, clients):
        """Throughput with and without idle clients, by turns."""
        alone, beside = [], []
        for _ in range(self.options.runs):
            alone.append(self.measure(server, "refuse"))
            beside.append(self.measure(server, "refuse", "--idle", clients))
        return {"alone": summarize(alone), "beside": summarize(beside),
                "loss_percent": 100 * (1 - median(beside, "rate") / median(alone, "rate"))}


def median(readings, key):
    return statistics.median(reading[key] for reading in readings)


def summarize(readings):
    return {key: {"median": median(readings, key), "min": min(r[key] for r in readings),
                  "max": max(r[key] for r in readings)} for key in readings[0]}


WORKS = {
    "W1": ("refuse by a sender list of 100,000", "refuse", ()),
    "W2": ("refuse by 10,000 IP ranges at connect", "connect", ("--source", "127.3.0.1")),
    "W3a": ("accept 4 KiB, durable, 1 a session", "accept", ("--clients", 50)),
    "W3b": ("accept 4 KiB, durable, 20 a session", "accept", ("--clients", 50, "--messages", 20)),
    "W4": ("STARTTLS, EHLO, QUIT", "starttls", ()),
}


def tell_work(name, title, result):
    print(f"\n{name}  {title}")
    for server, figures in result.items():
        rate, cpu = figures["rate"], figures["cpu_us"]
        print(f"  {server:23} {rate['median']:9,.0f} /s ({rate['min']:,.0f} to {rate['max']:,.0f})"
              f"   CPU {cpu['median']:8,.0f} µs ({cpu['min']:,.0f} to {cpu['max']:,.0f})"
              f"   p99 {figures['p99_ms']['median']:.1f} ms   errors {figures['errors']['max']}", flush=True)
    ours = result.get("Postern")
    for server, theirs in result.items() if ours else ():
        if theirs is not ours:
            print(f"  Postern to {server}: {ours['rate']['median'] / theirs['rate']['median']:.2f} ×,"
                  f" CPU {ours['cpu_us']['median'] / max(theirs['cpu_us']['median'], 0.1):.2f} ×")


def tell_idle(results):
    for name in ("W5 memory", "W5 memory by TLS"):
        for server, figures in results.get(name, {}).items():
            print(f"  {name}: {server} {figures['bytes_per_client'] / 1024:.1f} KiB per idle client")
    for name, figures in results.items():
        if "loss_percent" in figures:
            print(f"  {name}: {figures['beside']['rate']['median']:,.0f} /s, loss {figures['loss_percent']:.1f} %")


def tell_times(name, title, results):
    print(f"\n{name}  {title}")
    for server, times in results.items():
        print(f"  {server:23} {1000 * statistics.median(times):6.1f} ms ({1000 * min(times):.1f} to {1000 * max(times):.1f})",
              flush=True)


def bench(options, servers):
    results = {}
    runner = Bench(options, servers)
    for name, (title, work, arguments) in WORKS.items():
        if name in options.works:
            results[name] = runner.alternate(work, *arguments)
            tell_work(name, title, results[name])
    if "W5" in options.works:
        print("\nW5  idle clients")
        results["W5 memory"] = runner.idle_memory(1000, "accept")
        results["W5 memory by TLS"] = runner.idle_memory(1000, "starttls", "--idle-tls")
        for server in servers:
            for clients in (1000, 10_000) if server.name == "Postern" else (1000,):
                if server.name in ("Postern", "Postfix"):
                    results[f"W5 {server.name} beside {clients:,}"] = runner.beside_idle(server, clients)
        tell_idle(results)
    with_lists = [server for server in servers if server.name in ("Postern", "Postfix")]
    if "start" in options.works:
        results["start"] = {server.name: start_times(server, options.runs) for server in with_lists}
        tell_times("start", "until 100,000 senders are refused", results["start"])
    if "W6" in options.works:
        results["W6"] = {server.name: edit_times(server) for server in with_lists if server.name == "Postfix"}
        kinds = {type(server) for server in servers if isinstance(server, Postern)}
        for i, kind in enumerate(sorted(kinds, key=lambda kind: kind.name)):
            million = kind(options.folder / f"million-{i}", 25310 + 10 * i, options, senders=1_000_000)
            try:
                million.start()
                results["W6"][kind.name] = edit_times(million)
            finally:
                million.stop()
        tell_times("W6", "edit of a list to enforcement (Postern: of 1,000,000; Postfix: of 100,000)", results["W6"])
    return results


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binaries", type=pathlib.Path, required=True, help="folder of posternd, posternctl, smtp_load and fixed_answers")
    parser.add_argument("--json", type=pathlib.Path, help="where the readings go")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5, help="of each run")
    parser.add_argument("--works", nargs="+", default=[*WORKS, "W5", "start", "W6"])
    parser.add_argument("--only", nargs="+", metavar="SERVER", help="Postern, Postfix, chasquid, fixed")
    parser.add_argument("--all-checks", action="store_true", help="also a Postern with every check on")
    parser.add_argument("--server-processor", default="0")
    parser.add_argument("--load-processor", default="1")
    return parser.parse_args()


def main():
    options = read_options()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern-bench-", dir=os.environ.get("TMPDIR", "/var/tmp")))
    folder.chmod(0o755)
    options.folder = folder
    options.certificate = certificate(folder)
    servers = [Postern(folder / "postern", 25250, options), Postfix(folder / "postfix", 25260, options),
               Chasquid(folder / "chasquid", 25270, options), FixedAnswers(folder / "journal", 25280, options, "journal"),
               FixedAnswers(folder / "files", 25285, options, "files")]
    servers = [server for server in servers if not options.only or server.name.split()[0] in options.only]
    if options.all_checks:
        servers.append(PosternWithAllChecks(folder / "all", 25300, options))
    try:
        for server in servers:
            server.start()
        results = bench(options, servers)
        if options.json:
            options.json.write_text(json.dumps(results, indent=2) + "\n")
    except Failure as failure:
        sys.exit(f"bench: {failure}\nThe servers' files are in {folder}.")
    finally:
        for server in servers:
            server.stop()
    shutil.rmtree(folder)


main()
