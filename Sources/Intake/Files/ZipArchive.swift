import CZip
import Domain
import Foundation

/// A zip archive, opened for reading and checked before anything is unpacked.
///
/// Nothing is ever written to disk.
final class ZipArchive {
    /// A file in the archive.
    struct Entry {
        var index: UInt64
        /// The path inside the archive, with `/`.
        var name: String
        /// As the archive claims; counted again while unpacking.
        var bytes: Int
        var packedBytes: Int
    }

    /// The files in the order of the archive; folders are left out.
    let entries: [Entry]
    private let handle: OpaquePointer
    private let name: String

    /// - Throws: `OperatorError` where the file is no archive, or is built like an attack; the reason names the entry.
    init(_ file: URL) throws {
        name = file.lastPathComponent
        var code: Int32 = 0
        guard let handle = zip_open(file.path, ZIP_RDONLY, &code) else {
            throw OperatorError(
                "'\(name)' cannot be opened as a zip archive (\(Self.words(for: code))).",
                remedy: "Download or copy it again; a part of it may be missing."
            )
        }
        self.handle = handle
        do {
            let size = (try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? .max
            entries = try Self.list(handle, name, archiveBytes: size)
        } catch {
            zip_discard(handle)
            throw error
        }
    }

    deinit { zip_discard(handle) }

    /// Opens an entry for reading.
    func open(_ entry: Entry) throws -> any ByteSource {
        guard let file = zip_fopen_index(handle, entry.index, 0) else {
            throw OperatorError(
                "'\(entry.name)' in '\(name)' cannot be unpacked: \(String(cString: zip_strerror(handle))).",
                remedy: "Download or copy the archive again."
            )
        }
        return ZipEntryBytes(file, archive: self, entry: entry, name: name)
    }

    // MARK: - Checks

    private static func list(_ handle: OpaquePointer, _ name: String, archiveBytes: Int) throws -> [Entry] {
        let count = zip_get_num_entries(handle, 0)
        guard count <= maxEntries else {
            throw refusal(name, "it holds \(count) entries; the limit is \(maxEntries)")
        }
        var entries: [Entry] = []
        var packed = 0
        for index in 0..<UInt64(max(0, count)) {
            var status = zip_stat_t()
            guard zip_stat_index(handle, index, 0, &status) == 0, let rawName = status.name else {
                throw refusal(name, "its list of contents is damaged at entry \(index + 1)")
            }
            let path = String(cString: rawName).replacingOccurrences(of: "\\", with: "/")
            try check(path, status, handle, index, archive: name)
            packed += Int(clamping: status.comp_size) + 30 + path.utf8.count
            if path.hasSuffix("/") { continue }
            entries.append(
                Entry(
                    index: index,
                    name: path,
                    bytes: Int(clamping: status.size),
                    packedBytes: Int(clamping: status.comp_size)
                )
            )
        }
        guard packed <= archiveBytes else {
            throw refusal(name, "its entries overlap, as in archives made to flood a disk")
        }
        return entries
    }

    private static func check(
        _ path: String,
        _ status: zip_stat_t,
        _ handle: OpaquePointer,
        _ index: UInt64,
        archive: String
    ) throws {
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        if steps.contains("..") || path.hasPrefix("/") || path.dropFirst().hasPrefix(":") {
            throw refusal(archive, "the entry '\(shown(path))' points outside of the archive")
        }
        if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            throw refusal(archive, "the name '\(shown(path))' holds control characters")
        }
        if status.encryption_method != UInt16(ZIP_EM_NONE) {
            throw refusal(archive, "it is protected by a password", remedy: "Make an archive without one.")
        }
        if status.comp_method != 0, status.comp_method != 8 {
            throw refusal(
                archive,
                "'\(shown(path))' is packed in an unusual way",
                remedy: "Pack it again as plain zip."
            )
        }
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        let hasAttributes = zip_file_get_external_attributes(handle, index, 0, &system, &attributes) == 0
        if hasAttributes, system == 3, attributes >> 16 & 0xF000 == 0xA000 {
            throw refusal(archive, "the entry '\(shown(path))' is a link to another file")
        }
    }

    static func refusal(
        _ archive: String,
        _ reason: String,
        remedy: String = "Unpack it yourself, look at what is inside, and import the folder."
    ) -> OperatorError {
        OperatorError("The archive '\(archive)' is refused: \(reason). Nothing was read from it.", remedy: remedy)
    }

    private static func shown(_ path: String) -> String {
        String(String.UnicodeScalarView(path.unicodeScalars.map { $0.value < 0x20 ? "?" : $0 }).prefix(80))
    }

    private static func words(for code: Int32) -> String {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        return String(cString: zip_error_strerror(&error))
    }

    /// The most entries that an archive may hold.
    private static let maxEntries = 50_000
}

/// One entry of an archive while it is unpacked.
///
/// Stops when it gives more than the archive claimed.
final class ZipEntryBytes: ByteSource {
    let totalBytes: Int?
    private let file: OpaquePointer
    private let archive: ZipArchive
    private let entry: ZipArchive.Entry
    private let archiveName: String
    private var unpacked = 0

    init(_ file: OpaquePointer, archive: ZipArchive, entry: ZipArchive.Entry, name: String) {
        self.file = file
        self.archive = archive
        self.entry = entry
        archiveName = name
        totalBytes = entry.bytes
    }

    deinit { zip_fclose(file) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
        guard count >= 0 else {
            throw OperatorError(
                "'\(entry.name)' in '\(archiveName)' is damaged after \(unpacked) bytes.",
                remedy: "Download or copy the archive again. What came before the damage has been kept."
            )
        }
        unpacked += Int(count)
        let claimed = max(entry.bytes, 1)
        guard unpacked <= claimed, unpacked <= 1 << 20 || unpacked / max(1, entry.packedBytes) <= Self.maxRatio else {
            throw ZipArchive.refusal(archiveName, "'\(entry.name)' unpacks to far more than it may")
        }
        return Int(count)
    }

    /// The most bytes that one packed byte may become.
    private static let maxRatio = 200
}
