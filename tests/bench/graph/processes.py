"""Whole processes in turns, timed."""
import os, shutil, signal, statistics, subprocess, time

PYTHON = "/usr/bin/python3"


class Run:
    def __init__(self, elapsed, processor, megabytes, code):
        self.elapsed, self.processor, self.megabytes, self.code = elapsed, processor, megabytes, code


def run(command, folder, environment, limit=None, output=subprocess.DEVNULL):
    started = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.DEVNULL)
    deadline = None if limit is None else started + limit
    while True:
        pid, status, used = os.wait4(child.pid, 0 if deadline is None else os.WNOHANG)
        if pid:
            break
        if time.monotonic() > deadline:
            child.send_signal(signal.SIGKILL)
            os.wait4(child.pid, 0)
            child.returncode = -signal.SIGKILL
            return None
        time.sleep(0.05)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode)


def environment(warm):
    values = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    if not warm:
        values["PYTHONDONTWRITEBYTECODE"] = "1"
    return values


def remove_bytecode(folder):
    for path, folders, _ in os.walk(folder):
        if "__pycache__" in folders:
            shutil.rmtree(os.path.join(path, "__pycache__"))


def median(values):
    return statistics.median(values)


def first_in_line():
    """Where one may: on a busy machine the elapsed time of the shorter process is mostly waiting for its turn."""
    try:
        os.nice(-10)
    except OSError:
        pass
