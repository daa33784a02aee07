import Foundation
import Platforms

/// Looks into a folder on this machine for a conversation.
enum FolderLook {
    /// What lies in a folder, as an answer to a conversation.
    static func answer(_ path: String) -> WireAnswer {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return FolderListing.missing
        }
        // A folder that is there but cannot be listed is one that we may not read.
        guard let names = try? manager.contentsOfDirectory(atPath: path) else { return FolderListing.forbidden }
        return FolderListing.answer(names.compactMap { entry($0, in: path) })
    }

    private static func entry(_ name: String, in path: String) -> FolderListing.Entry? {
        // What vanishes meanwhile is left out.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
        guard let attributes, let type = attributes[.type] as? FileAttributeType,
            type == .typeRegular || type == .typeDirectory
        else { return nil }
        return FolderListing.Entry(
            name: name,
            bytes: type == .typeRegular ? (attributes[.size] as? Int ?? 0) : 0,
            modified: attributes[.modificationDate] as? Date ?? .distantPast,
            isFolder: type == .typeDirectory
        )
    }
}
