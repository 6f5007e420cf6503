// AttributeTreeModel: a Data Set as a tree. Built once from nodes made elsewhere; never changes afterwards except as a
// whole. Main thread.
#pragma once

#ifndef Q_MOC_RUN // as in ui/common/snapshots.h
#include "core/extract/attribute_tree.h"
#endif

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace mi::ui {

// What of an instance's attributes is shown.
enum class MetadataLevel : std::uint8_t { study, series, instance };

class AttributeTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { TagColumn, NameColumn, VrColumn, VmColumn, ValueColumn, ColumnCount };

    explicit AttributeTreeModel(QObject *parent = nullptr);

    void setNodes(std::vector<AttributeNode> nodes, MetadataLevel level);
    const AttributeNode *node(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    // Flattened: an index holds the position of its entry, so that a parent is found without searching.
    struct Entry {
        const AttributeNode *node = nullptr;
        std::size_t parent = 0; // position + 1; 0 is the root
        int row = 0;
        std::vector<std::size_t> children;
    };
    void add(const std::vector<AttributeNode> &nodes, std::size_t parent, MetadataLevel level);

    std::vector<AttributeNode> m_nodes;
    std::vector<Entry> m_entries; // the first is the root
};

// Keeps what matches in tag, name, keyword or value, with all that leads to it and all below it.
class AttributeFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit AttributeFilterModel(QObject *parent = nullptr);
    void setSearch(const QString &text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool matches(const AttributeNode &node) const;

    QString m_search;
};

} // namespace mi::ui
