#include "ui/metadata/attribute_tree_model.h"

#include "ui/common/text.h"

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

bool isShownAt(MetadataLevel level, const AttributeNode &node)
{
    switch (level) {
    case MetadataLevel::study:
        return node.level == AttributeLevel::patient || node.level == AttributeLevel::study;
    case MetadataLevel::series:
        return node.level == AttributeLevel::series;
    case MetadataLevel::instance:
        break;
    }
    return true; // everything in the file
}

} // namespace

AttributeTreeModel::AttributeTreeModel(QObject *parent) : QAbstractItemModel(parent), m_entries(1) {}

void AttributeTreeModel::setNodes(std::vector<AttributeNode> nodes, MetadataLevel level)
{
    beginResetModel();
    m_nodes = std::move(nodes);
    m_entries.assign(1, {});
    add(m_nodes, 0, level);
    endResetModel();
}

void AttributeTreeModel::add(const std::vector<AttributeNode> &nodes, std::size_t parent, MetadataLevel level)
{
    // Depth is bounded: the scan refuses nesting past 64 before a tree is built.
    for (const AttributeNode &node : nodes) {
        if (parent == 0 && !isShownAt(level, node))
            continue;
        const std::size_t position = m_entries.size();
        const int row = static_cast<int>(m_entries[parent].children.size());
        m_entries[parent].children.push_back(position);
        m_entries.push_back({&node, parent, row, {}});
        add(node.children, position, level);
    }
}

const AttributeNode *AttributeTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? m_entries[static_cast<std::size_t>(index.internalId())].node : nullptr;
}

QModelIndex AttributeTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Entry &entry = m_entries[parent.isValid() ? static_cast<std::size_t>(parent.internalId()) : 0];
    return createIndex(row, column, static_cast<quintptr>(entry.children[static_cast<std::size_t>(row)]));
}

QModelIndex AttributeTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const std::size_t parent = m_entries[static_cast<std::size_t>(index.internalId())].parent;
    return parent == 0 ? QModelIndex{} : createIndex(m_entries[parent].row, 0, static_cast<quintptr>(parent));
}

int AttributeTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() && parent.column() != 0)
        return 0;
    return static_cast<int>(
        m_entries[parent.isValid() ? static_cast<std::size_t>(parent.internalId()) : 0].children.size());
}

int AttributeTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant AttributeTreeModel::data(const QModelIndex &index, int role) const
{
    const AttributeNode *entry = node(index);
    if (entry == nullptr)
        return {};
    if (role == Qt::ToolTipRole && index.column() == NameColumn)
        return fromUtf8(entry->keyword);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TagColumn:
        return entry->tag == tags::Item ? QString{} : fromUtf8(toString(entry->tag));
    case NameColumn:
        return displayText(entry->name);
    case VrColumn:
        return fromUtf8(entry->vr);
    case VmColumn:
        return entry->vr.empty() ? QString{} : QString::number(entry->vm);
    case ValueColumn:
        return displayText(entry->value);
    default:
        return {};
    }
}

QVariant AttributeTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TagColumn:
        return tr("Tag");
    case NameColumn:
        return tr("Name");
    case VrColumn:
        return tr("VR");
    case VmColumn:
        return tr("VM");
    case ValueColumn:
        return tr("Value");
    default:
        return {};
    }
}

AttributeFilterModel::AttributeFilterModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void AttributeFilterModel::setSearch(const QString &text)
{
    m_search = text.trimmed();
    invalidateFilter();
}

bool AttributeFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_search.isEmpty())
        return true;
    const auto *model = qobject_cast<const AttributeTreeModel *>(sourceModel());
    const AttributeNode *node = model->node(model->index(sourceRow, 0, sourceParent));
    return node != nullptr && matches(*node);
}

bool AttributeFilterModel::matches(const AttributeNode &node) const
{
    const auto has = [this](const QString &text) { return text.contains(m_search, Qt::CaseInsensitive); };
    // A tag may be typed as 0010,0010 or 00100010 too.
    const QString tag = fromUtf8(toString(node.tag));
    return has(tag) || has(QString(tag).remove(u'(').remove(u')').remove(u',')) || has(displayText(node.name)) ||
           has(displayText(node.keyword)) || has(displayText(node.value));
}

} // namespace mi::ui
