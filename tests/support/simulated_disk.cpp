#include "tests/support/simulated_disk.h"

#include "core/support/text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>

namespace mi::test {

struct SimulatedDisk::Node {
    FileType type = FileType::regular;
    std::uint64_t id = 0;
    std::int64_t modified = 0;
    bool isLocked = false;
    // A file: what is seen, what was given to the medium and what will be there after a power cut.
    std::string content;
    std::string handed;
    std::string durable;
    bool isWriteLost = false;  // what is in `content` can no longer be made durable
    bool isLossUnsaid = false; // and no flush has reported it yet
    // A folder.
    std::map<std::string, NodePtr> entries;
    std::map<std::string, NodePtr> durableEntries;
    // Where the node itself is durably: a rename is made durable in one step.
    std::weak_ptr<Node> durableParent;
    std::string durableName;
};

namespace {

using Node = SimulatedDisk::Node;
using NodePtr = std::shared_ptr<Node>;

Error diskError(const char *operation, const std::filesystem::path &path, int systemCode)
{
    Error error;
    error.code = errorCodeFromErrno(systemCode);
    error.operation = operation;
    error.subject = pathToUtf8(path);
    error.systemCode = systemCode;
    return error;
}

FileInfo infoOf(const Node &node)
{
    return {node.type, node.content.size(), node.modified, node.id, 1};
}

// A small hash for drawing: the same draw for the same seed and node.
std::uint32_t drawn(std::uint32_t seed, std::uint64_t id)
{
    std::uint64_t x = (std::uint64_t{seed} << 32U) ^ (id * 0x9E3779B97F4A7C15ULL);
    x ^= x >> 29U;
    x *= 0xBF58476D1CE4E5B9ULL;
    return static_cast<std::uint32_t>(x >> 32U);
}

std::string survivingContent(const Node &node, PowerCut how, std::uint32_t seed)
{
    const bool isClean = node.durable == node.content && !node.isWriteLost;
    if (isClean || how != PowerCut::anyPartSurvives || node.isWriteLost)
        return node.durable;
    switch (drawn(seed, node.id * 2) % 4) {
    case 0:
        return node.durable;
    case 1:
        return node.content;
    case 2:
        return node.content.substr(0, node.content.size() / 2);
    default:
        return std::string(node.content.size(), '\0');
    }
}

// Whether the newest place of a node survived, or the one before it.
bool isMoveKept(const Node &node, PowerCut how, std::uint32_t seed)
{
    return how == PowerCut::namesSurviveWithoutContent ||
           (how == PowerCut::anyPartSurvives && drawn(seed, node.id * 2 + 1) % 2 == 0);
}

} // namespace

class SimulatedFile final : public File {
public:
    SimulatedFile(SimulatedDisk &disk, NodePtr node, std::filesystem::path path)
        : m_disk(disk), m_node(std::move(node)), m_path(std::move(path))
    {}

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        const std::lock_guard lock(m_disk.m_mutex);
        const std::string &content = m_readsMedium ? m_node->durable : m_node->content;
        if (offset >= content.size())
            return std::size_t{0};
        const std::size_t count = std::min<std::size_t>(buffer.size(), content.size() - offset);
        std::memcpy(buffer.data(), content.data() + offset, count);
        return count;
    }
    Result<void> write(std::span<const std::byte> data) override
    {
        const std::lock_guard lock(m_disk.m_mutex);
        return m_disk.writeTo(*m_node, data);
    }
    Result<void> flush() override
    {
        const std::lock_guard lock(m_disk.m_mutex);
        if (Result<void> handed = m_disk.handOver(*m_node, m_path); !handed)
            return handed;
        m_node->durable = m_node->handed;
        return {};
    }
    void startWriteBack() override {}
    Result<void> waitForWriteBack() override
    {
        const std::lock_guard lock(m_disk.m_mutex);
        return m_disk.handOver(*m_node, m_path);
    }
    void dropCache() override
    {
        const std::lock_guard lock(m_disk.m_mutex);
        m_readsMedium = m_node->isWriteLost;
    }
    Result<FileInfo> info() override
    {
        const std::lock_guard lock(m_disk.m_mutex);
        return infoOf(*m_node);
    }
    Result<void> close() override { return {}; }

private:
    SimulatedDisk &m_disk;
    NodePtr m_node;
    std::filesystem::path m_path;
    bool m_readsMedium = false;
};

class SimulatedLock final : public FileLock {
public:
    SimulatedLock(std::mutex &mutex, NodePtr node) : m_mutex(mutex), m_node(std::move(node)) {}
    ~SimulatedLock() override
    {
        const std::lock_guard lock(m_mutex);
        m_node->isLocked = false;
    }

private:
    std::mutex &m_mutex;
    NodePtr m_node;
};

SimulatedDisk::SimulatedDisk(bool canFlushTogether) : m_isTogether(canFlushTogether)
{
    m_root = makeNode(FileType::folder);
}

SimulatedDisk::~SimulatedDisk() = default;

std::unique_ptr<SimulatedDisk> SimulatedDisk::clone() const
{
    const std::lock_guard lock(m_mutex);
    auto copy = std::make_unique<SimulatedDisk>(m_isTogether);
    copy->m_all.clear();
    std::map<const Node *, NodePtr> copies;
    const std::function<NodePtr(const NodePtr &)> copied = [&](const NodePtr &node) -> NodePtr {
        if (!node)
            return nullptr;
        if (const auto found = copies.find(node.get()); found != copies.end())
            return found->second;
        auto made = std::make_shared<Node>(*node);
        copies.emplace(node.get(), made);
        copy->m_all.push_back(made);
        for (auto *entries : {&made->entries, &made->durableEntries}) {
            for (auto &[name, child] : *entries)
                child = copied(child);
        }
        made->durableParent = copied(node->durableParent.lock());
        return made;
    };
    copy->m_root = copied(m_root);
    copy->m_lastId = m_lastId;
    copy->m_clock = m_clock;
    return copy;
}

SimulatedDisk::NodePtr SimulatedDisk::makeNode(FileType type)
{
    auto node = std::make_shared<Node>();
    node->type = type;
    node->id = ++m_lastId;
    node->modified = ++m_clock;
    m_all.push_back(node);
    return node;
}

SimulatedDisk::NodePtr SimulatedDisk::nodeAt(const std::filesystem::path &path) const
{
    NodePtr node = m_root;
    for (const std::filesystem::path &component : path.relative_path()) {
        if (component.empty() || component == ".")
            continue;
        const auto child = node->entries.find(component.string());
        if (child == node->entries.end())
            return nullptr;
        node = child->second;
    }
    return node;
}

Result<SimulatedDisk::NodePtr> SimulatedDisk::needed(const char *operation, const std::filesystem::path &path) const
{
    NodePtr node = nodeAt(path);
    if (!node)
        return diskError(operation, path, ENOENT);
    return node;
}

Result<SimulatedDisk::NodePtr> SimulatedDisk::parentOf(const char *operation, const std::filesystem::path &path) const
{
    Result<NodePtr> parent = needed(operation, path.parent_path());
    if (parent && (*parent)->type != FileType::folder)
        return diskError(operation, path, ENOTDIR);
    return parent;
}

void SimulatedDisk::makeDurable(const NodePtr &folder)
{
    for (const auto &[name, child] : folder->entries) {
        const NodePtr before = child->durableParent.lock();
        if (before && (before != folder || child->durableName != name)) {
            const auto stale = before->durableEntries.find(child->durableName);
            if (stale != before->durableEntries.end() && stale->second == child)
                before->durableEntries.erase(stale);
        }
        child->durableParent = folder;
        child->durableName = name;
    }
    folder->durableEntries = folder->entries;
}

void SimulatedDisk::cutPower(PowerCut how, std::uint32_t seed)
{
    const std::lock_guard lock(m_mutex);
    std::vector<NodePtr> nodes;
    for (const std::weak_ptr<Node> &weak : m_all) {
        if (NodePtr node = weak.lock())
            nodes.push_back(std::move(node));
    }
    for (const NodePtr &node : nodes) {
        node->content = survivingContent(*node, how, seed);
        node->durable = node->handed = node->content;
        node->isWriteLost = node->isLossUnsaid = node->isLocked = false;
        std::map<std::string, NodePtr> kept;
        for (const auto &[name, child] : node->entries) {
            const auto before = node->durableEntries.find(name);
            const bool isOld = before != node->durableEntries.end() && before->second == child;
            if (isOld || isMoveKept(*child, how, seed))
                kept.emplace(name, child);
        }
        for (const auto &[name, child] : node->durableEntries) {
            const auto now = node->entries.find(name);
            const bool isStill = now != node->entries.end() && now->second == child;
            if (!isStill && !isMoveKept(*child, how, seed))
                kept.emplace(name, child);
        }
        node->entries = std::move(kept);
    }
    for (const NodePtr &node : nodes)
        makeDurable(node);
    std::erase_if(m_all, [](const std::weak_ptr<Node> &weak) { return weak.expired(); });
}

void SimulatedDisk::loseWrite(std::optional<std::size_t> number)
{
    const std::lock_guard lock(m_mutex);
    m_lostWrite = number;
    m_writes = 0;
    m_hasLostWrite = false;
}

std::size_t SimulatedDisk::writes() const
{
    const std::lock_guard lock(m_mutex);
    return m_writes;
}

bool SimulatedDisk::hasLostWrite() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasLostWrite;
}

void SimulatedDisk::loseUnflushed(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const NodePtr node = nodeAt(path);
    if (node && node->type == FileType::regular && node->durable != node->content)
        node->isWriteLost = true; // said by the fault itself
}

std::map<std::string, SimulatedDisk::Entry> SimulatedDisk::tree(const std::filesystem::path &folder) const
{
    const std::lock_guard lock(m_mutex);
    std::map<std::string, Entry> found;
    const NodePtr top = nodeAt(folder);
    if (!top)
        return found;
    std::vector<std::pair<std::string, NodePtr>> open{{"", top}};
    while (!open.empty()) {
        const auto [path, node] = open.back();
        open.pop_back();
        if (!path.empty())
            found.emplace(path, Entry{node->type, node->id, node->modified, node->content});
        for (const auto &[name, child] : node->entries)
            open.emplace_back(path.empty() ? name : path + "/" + name, child);
    }
    return found;
}

void SimulatedDisk::put(const std::filesystem::path &path, const std::string &content)
{
    const std::lock_guard lock(m_mutex);
    NodePtr folder = m_root;
    for (const std::filesystem::path &component : path.parent_path().relative_path()) {
        NodePtr &child = folder->entries[component.string()];
        if (!child)
            child = makeNode(FileType::folder);
        makeDurable(folder);
        folder = child;
    }
    const NodePtr file = makeNode(FileType::regular);
    file->content = file->handed = file->durable = content;
    folder->entries[path.filename().string()] = file;
    makeDurable(folder);
}

bool SimulatedDisk::isHandedOver(const std::filesystem::path &folder) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<NodePtr> open{nodeAt(folder)};
    while (!open.empty()) {
        const NodePtr node = open.back();
        open.pop_back();
        if (!node)
            continue;
        if (node->type == FileType::regular && node->handed != node->content)
            return false;
        for (const auto &[name, child] : node->entries)
            open.push_back(child);
    }
    return true;
}

Result<void> SimulatedDisk::writeTo(Node &node, std::span<const std::byte> data)
{
    node.content.append(reinterpret_cast<const char *>(data.data()), data.size());
    node.modified = ++m_clock;
    if (m_lostWrite && m_writes == *m_lostWrite)
        m_hasLostWrite = node.isWriteLost = node.isLossUnsaid = true;
    ++m_writes;
    return {};
}

// An error is said once; what it was about does not come back (Linux marks the pages clean).
Result<void> SimulatedDisk::handOver(Node &node, const std::filesystem::path &path)
{
    if (node.isLossUnsaid) {
        node.isLossUnsaid = false;
        return diskError("flush", path, EIO);
    }
    if (!node.isWriteLost)
        node.handed = node.content;
    return {};
}

Result<std::unique_ptr<File>> SimulatedDisk::openForReading(const std::filesystem::path &path, LinkPolicy /*links*/)
{
    const std::lock_guard lock(m_mutex);
    Result<NodePtr> node = needed("open", path);
    if (!node)
        return node.error();
    if ((*node)->type != FileType::regular)
        return diskError("open", path, EISDIR);
    return std::unique_ptr<File>(std::make_unique<SimulatedFile>(*this, node.take(), path));
}

Result<std::unique_ptr<File>> SimulatedDisk::createExclusive(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> parent = parentOf("create", path);
    if (!parent)
        return parent.error();
    NodePtr &entry = (*parent)->entries[path.filename().string()];
    if (entry)
        return diskError("create", path, EEXIST);
    entry = makeNode(FileType::regular);
    (*parent)->modified = ++m_clock;
    return std::unique_ptr<File>(std::make_unique<SimulatedFile>(*this, entry, path));
}

Result<std::unique_ptr<File>> SimulatedDisk::openForAppending(const std::filesystem::path &path)
{
    Result<std::unique_ptr<File>> created = createExclusive(path);
    if (created || created.error().code != ErrorCode::alreadyExists)
        return created;
    return openForReading(path, LinkPolicy::refuse);
}

Result<FileInfo> SimulatedDisk::info(const std::filesystem::path &path, LinkPolicy /*links*/)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("look at", path);
    if (!node)
        return node.error();
    return infoOf(**node);
}

Result<std::filesystem::path> SimulatedDisk::resolve(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("resolve", path);
    if (!node)
        return node.error();
    return path.lexically_normal();
}

Result<std::vector<FolderEntry>> SimulatedDisk::list(const std::filesystem::path &folder, LinkPolicy /*links*/)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("list", folder);
    if (!node)
        return node.error();
    if ((*node)->type != FileType::folder)
        return diskError("list", folder, ENOTDIR);
    std::vector<FolderEntry> entries;
    for (const auto &[name, child] : (*node)->entries)
        entries.push_back({name, child->type});
    return entries;
}

Result<void> SimulatedDisk::makeFolder(const std::filesystem::path &path, bool /*isPrivate*/)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> parent = parentOf("make the folder", path);
    if (!parent)
        return parent.error();
    NodePtr &entry = (*parent)->entries[path.filename().string()];
    if (entry)
        return diskError("make the folder", path, EEXIST);
    entry = makeNode(FileType::folder);
    (*parent)->modified = ++m_clock;
    return {};
}

Result<void> SimulatedDisk::removeFile(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("remove", path);
    if (!node)
        return node.error();
    if ((*node)->type == FileType::folder)
        return diskError("remove", path, EISDIR);
    const NodePtr parent = nodeAt(path.parent_path());
    parent->entries.erase(path.filename().string());
    parent->modified = ++m_clock;
    return {};
}

Result<void> SimulatedDisk::removeFolder(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("remove", path);
    if (!node)
        return node.error();
    if ((*node)->type != FileType::folder)
        return diskError("remove", path, ENOTDIR);
    if (!(*node)->entries.empty())
        return diskError("remove", path, ENOTEMPTY);
    const NodePtr parent = nodeAt(path.parent_path());
    parent->entries.erase(path.filename().string());
    parent->modified = ++m_clock;
    return {};
}

Result<void> SimulatedDisk::rename(const std::filesystem::path &from, const std::filesystem::path &to, bool mayReplace)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("rename", from);
    if (!node)
        return node.error();
    const Result<NodePtr> target = parentOf("rename", to);
    if (!target)
        return target.error();
    if (!mayReplace && (*target)->entries.contains(to.filename().string()))
        return diskError("rename", to, EEXIST);
    const NodePtr source = nodeAt(from.parent_path());
    source->entries.erase(from.filename().string());
    source->modified = ++m_clock;
    (*target)->entries[to.filename().string()] = *node;
    (*target)->modified = ++m_clock;
    return {};
}

Result<void> SimulatedDisk::renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to)
{
    return rename(from, to, false);
}

Result<void> SimulatedDisk::renameReplacing(const std::filesystem::path &from, const std::filesystem::path &to)
{
    return rename(from, to, true);
}

Result<void> SimulatedDisk::flushFolder(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> node = needed("flush", path);
    if (!node)
        return node.error();
    makeDurable(*node);
    return {};
}

// Writes all and waits for it, but tells of no file whose write-back failed: Linux before 5.8 did not.
Result<void> SimulatedDisk::flushFileSystem(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    if (const Result<NodePtr> node = needed("flush the file system of", path); !node)
        return node.error();
    for (const std::weak_ptr<Node> &weak : m_all) {
        const NodePtr node = weak.lock();
        if (!node)
            continue;
        if (node->type == FileType::folder)
            makeDurable(node);
        else if (!node->isWriteLost)
            node->durable = node->handed = node->content;
    }
    return {};
}

bool SimulatedDisk::canFlushTogether(const std::filesystem::path & /*path*/)
{
    return m_isTogether;
}

Result<std::uint64_t> SimulatedDisk::freeSpace(const std::filesystem::path & /*path*/)
{
    return std::uint64_t{1} << 40U;
}

Result<std::unique_ptr<FileLock>> SimulatedDisk::tryLock(const std::filesystem::path &path)
{
    const std::lock_guard lock(m_mutex);
    const Result<NodePtr> parent = parentOf("lock", path);
    if (!parent)
        return parent.error();
    NodePtr &entry = (*parent)->entries[path.filename().string()];
    if (!entry)
        entry = makeNode(FileType::regular);
    if (entry->isLocked)
        return diskError("lock", path, EAGAIN);
    entry->isLocked = true;
    return std::unique_ptr<FileLock>(std::make_unique<SimulatedLock>(m_mutex, entry));
}

} // namespace mi::test
