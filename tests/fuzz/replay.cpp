/*
 * Runs a fuzz target without libFuzzer, as a test: all seeds of a folder, then mutations of them that are the same in
 * every run, until their number or the processor time is used up. It fails where the target crashes or breaks a rule
 * and where one input takes longer than it should; the input is then left in the file that the message names, to be
 * added to the corpus once the fault is mended.
 *
 *     fuzz_SUBJECT FOLDER [ROUNDS]      the seeds and so many mutations (by default 3000, or what can be done in six
 * seconds) fuzz_SUBJECT FILE                 one input
 */
#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

using Input = std::string;

#if defined(__SANITIZE_ADDRESS__)
constexpr double slowest = 20; // seconds of processor time for one input
#else
constexpr double slowest = 2;
#endif
constexpr double mostSeconds = 6; // of processor time for all mutations
constexpr size_t longestInput = 16 * 1024;

std::string leftFile;
const Input* current = nullptr;

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

void leaveInput()
{
    if (!current)
        return;
    if (std::FILE* file = std::fopen(leftFile.c_str(), "wb")) {
        std::fwrite(current->data(), 1, current->size(), file);
        std::fclose(file);
        std::fprintf(stderr, "the input is left in %s\n", leftFile.c_str());
    }
}

// Not safe by the letter in a signal handler; the process is lost anyway and the input is wanted.
void onCrash(int number)
{
    leaveInput();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void run(const Input& input)
{
    current = &input;
    const double start = processorSeconds();
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
    const double used = processorSeconds() - start;
    if (used > slowest) {
        std::fprintf(stderr, "one input took %.1f s\n", used);
        leaveInput();
        std::exit(1);
    }
    current = nullptr;
}

/// splitmix64: the same numbers everywhere.
class Numbers {
public:
    explicit Numbers(uint64_t seed)
        : m_state(seed)
    { }
    size_t below(size_t limit)
    {
        m_state += 0x9E3779B97F4A7C15U;
        uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return limit == 0 ? 0 : size_t((z ^ (z >> 31)) % limit);
    }

private:
    uint64_t m_state;
};

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Where the word around or after `at` begins and ends.
std::pair<size_t, size_t> wordAt(const Input& input, size_t at)
{
    size_t begin = std::min(at, input.size());
    while (begin < input.size() && !isWord(input[begin]))
        ++begin;
    while (begin > 0 && isWord(input[begin - 1]))
        --begin;
    size_t end = begin;
    while (end < input.size() && isWord(input[end]))
        ++end;
    return { begin, end };
}

/// Where the line around `at` begins and ends, its end of line included.
std::pair<size_t, size_t> lineAt(const Input& input, size_t at)
{
    const size_t before = at == 0 ? std::string::npos : input.rfind('\n', at - 1);
    const size_t begin = before == std::string::npos ? 0 : before + 1;
    const size_t after = input.find('\n', at);
    return { begin, after == std::string::npos ? input.size() : after + 1 };
}

void mutate(Input& input, const std::vector<Input>& seeds, Numbers& numbers)
{
    static const std::string odd("\0\n\r\t\"'\\%(){}[]<>=:;,.@+-#/~$\x7f\x80\xc3\xff 09azAZ", 40);
    const size_t at = numbers.below(input.size() + 1);
    const size_t length = numbers.below(std::min<size_t>(input.size() - at, 24) + 1);
    switch (numbers.below(11)) {
    case 0:
        if (at < input.size())
            input[at] = char(input[at] ^ char(1 << numbers.below(8)));
        break;
    case 1:
        if (at < input.size())
            input[at] = odd[numbers.below(odd.size())];
        break;
    case 2:
        input.insert(at, 1, odd[numbers.below(odd.size())]);
        break;
    case 3:
        input.erase(at, length);
        break;
    case 4:
        input.insert(numbers.below(input.size() + 1), input.substr(at, length));
        break;
    case 5:
        input.resize(at);
        break;
    case 6: { // a piece of another seed
        const Input& other = seeds[numbers.below(seeds.size())];
        const size_t from = numbers.below(other.size() + 1);
        input.insert(at, other.substr(from, numbers.below(40)));
        break;
    }
    case 7: { // another word of some seed: what is still well formed reaches deeper
        const Input& other = seeds[numbers.below(seeds.size())];
        const auto [from, to] = wordAt(other, numbers.below(other.size() + 1));
        const auto [begin, end] = wordAt(input, at);
        input.replace(begin, end - begin, other.substr(from, to - from));
        break;
    }
    case 8: { // a line less
        const auto [begin, end] = lineAt(input, at);
        input.erase(begin, end - begin);
        break;
    }
    case 9: { // a line of some seed
        const Input& other = seeds[numbers.below(seeds.size())];
        const auto [from, to] = lineAt(other, numbers.below(other.size() + 1));
        input.insert(lineAt(input, at).first, other.substr(from, to - from));
        break;
    }
    default: { // many of the same
        const std::string piece = input.substr(at, std::min<size_t>(length, 3));
        std::string many;
        for (size_t count = numbers.below(400); count > 0; --count)
            many += piece;
        input.insert(at, many);
    }
    }
    if (input.size() > longestInput)
        input.resize(longestInput);
}

Input contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::fprintf(stderr, "usage: %s FOLDER [ROUNDS] | FILE\n", arguments[0]);
        return 2;
    }
    const std::filesystem::path place(arguments[1]);
    leftFile = std::filesystem::path(arguments[0]).filename().string() + ".input";
    for (const int number : { SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL })
        std::signal(number, onCrash);
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_regular_file(place))
        files = { place };
    else if (std::filesystem::is_directory(place))
        for (const auto& entry : std::filesystem::directory_iterator(place))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Input> seeds;
    for (const auto& file : files) {
        seeds.push_back(contentOf(file));
        run(seeds.back());
    }
    if (seeds.empty()) {
        std::fprintf(stderr, "no seeds in %s\n", place.c_str());
        return 1;
    }
    const int rounds = count > 2 ? std::atoi(arguments[2]) : std::filesystem::is_directory(place) ? 3000 : 0;
    Numbers numbers(20);
    const double end = processorSeconds() + (count > 2 ? 1e9 : mostSeconds);
    int done = 0;
    for (; done < rounds && processorSeconds() < end; ++done) {
        Input input = seeds[numbers.below(seeds.size())];
        for (size_t changes = 1 + numbers.below(5); changes > 0; --changes)
            mutate(input, seeds, numbers);
        run(input);
    }
    std::printf("%zu seeds, %d mutations, %.1f s of processor time\n", seeds.size(), done, processorSeconds());
    return 0;
}
