#include "symbolic/library/registry.h"

// queue, concurrent.futures and contextvars: what is handed to another thread is done here at once, in the order in
// which it is handed over.

namespace espalier::symbolic::library {

namespace {

constexpr char queues[] = R"python(
class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def put(self, item, block=True, timeout=None):
        self._items.append(item)

    def put_nowait(self, item):
        self._items.append(item)

    def get(self, block=True, timeout=None):
        if not self._items:
            raise Empty
        return self._items.pop(0)

    def get_nowait(self):
        return self.get()

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return False

    def task_done(self):
        pass

    def join(self):
        pass


class SimpleQueue(Queue):
    pass


class LifoQueue(Queue):
    def get(self, block=True, timeout=None):
        if not self._items:
            raise Empty
        return self._items.pop()
)python";

constexpr char futures[] = R"python(
class Future:
    def __init__(self):
        self._result = None
        self._exception = None

    def result(self, timeout=None):
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        return self._exception

    def done(self):
        return True

    def running(self):
        return False

    def cancel(self):
        return False

    def cancelled(self):
        return False

    def add_done_callback(self, fn):
        fn(self)

    def set_result(self, result):
        self._result = result

    def set_exception(self, exception):
        self._exception = exception


class Executor:
    def __init__(self, max_workers=None, *args, **kwargs):
        pass

    def submit(self, fn, /, *args, **kwargs):
        made = Future()
        try:
            made._result = fn(*args, **kwargs)
        except Exception as raised:
            made._exception = raised
        return made

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        return iter([fn(*arguments) for arguments in zip(*iterables)])

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return False


class ThreadPoolExecutor(Executor):
    pass


class ProcessPoolExecutor(Executor):
    pass


def as_completed(fs, timeout=None):
    return iter(list(fs))
)python";

constexpr char contexts[] = R"python(
_missing = object()


class Token:
    MISSING = _missing

    def __init__(self, var, old_value):
        self.var = var
        self.old_value = old_value


class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name = name
        self._default = default
        self._value = _missing

    def get(self, default=_missing):
        if self._value is not _missing:
            return self._value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self.name)

    def set(self, value):
        token = Token(self, self._value)
        self._value = value
        return token

    def reset(self, token):
        self._value = token.old_value
)python";

} // namespace

void addConcurrency(Registry& registry)
{
    registry.python("contextvars", { "Token", "ContextVar" }, contexts);
    registry.python("queue", { "Empty", "Full", "Queue", "SimpleQueue", "LifoQueue" }, queues);
    registry.python("concurrent.futures",
        { "Future", "Executor", "ThreadPoolExecutor", "ProcessPoolExecutor", "as_completed" }, futures);
    registry.module("concurrent");
}

} // namespace espalier::symbolic::library
