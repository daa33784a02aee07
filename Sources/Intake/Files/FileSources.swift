import Domain
import Foundation
import Platforms

/// Everything that a path stands for: one file, the files of a folder, the entries of an archive, standard input.
struct FileSources {
    /// One readable thing.
    struct Source {
        /// For messages: the path as it was given, with the path inside a folder or archive.
        var name: String
        /// The name of the file without its folders.
        var fileName: String
        var open: () throws -> any ByteSource
    }

    let path: String

    init(_ path: String) { self.path = path }

    /// Opens nothing but archives.
    /// - Throws: `OperatorError` where the path is not there or an archive is refused.
    func list() throws -> [Source] {
        if path == "-" { return try standardInput() }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw OperatorError("'\(path)' is not there.", remedy: "Check the spelling of the path.")
        }
        let url = URL(fileURLWithPath: path)
        return isFolder.boolValue ? try folder(url) : try file(url, shownAs: path)
    }

    /// A single file that is not recognised is a fault; in a folder or archive only if nothing is recognised.
    func judged(_ reports: [FileReport]) -> [FileReport] {
        var reports = reports
        if reports.isEmpty {
            var report = FileReport(name: path)
            report.fault = OperatorError(
                "There is nothing in '\(path)' that could hold posts.",
                remedy: "Name a folder or archive with .json, .ndjson, .jsonl, .csv or .zip files."
            )
            return [report]
        }
        guard reports.allSatisfy({ $0.format == nil && $0.fault == nil }) else { return reports }
        for index in reports.indices {
            reports[index].fault = OperatorError(
                "'\(reports[index].name)' cannot be read: \(reports[index].skipped ?? "it holds nothing").",
                remedy: "The known formats are \(Self.formatNames); 'streetwork import --help' describes them."
            )
        }
        return reports
    }

    private func file(_ url: URL, shownAs name: String) throws -> [Source] {
        if try Self.isArchive(url) { return try archive(url, shownAs: name) }
        return [Source(name: name, fileName: url.lastPathComponent) { try FileBytes(url) }]
    }

    private func archive(_ url: URL, shownAs name: String) throws -> [Source] {
        let archive = try ZipArchive(url)
        return archive.entries.filter { Self.mayHoldPosts($0.name) }.map { entry in
            let fileName = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
            return Source(name: "\(name)/\(entry.name)", fileName: fileName) { try archive.open(entry) }
        }
    }

    private func folder(_ url: URL) throws -> [Source] {
        var failure: (any Error)?
        let walk = FileManager.default.enumerator(
            at: url,
            includingPropertiesForKeys: [.isRegularFileKey],
            options: [.skipsHiddenFiles],
            errorHandler: { _, error in
                failure = error
                return false
            }
        )
        let files = walk.map { $0.compactMap { $0 as? URL } } ?? []
        if let failure {
            throw OperatorError(
                "The folder '\(path)' cannot be read: \(failure.localizedDescription)",
                remedy: "Check that this user may read the folder and everything in it."
            )
        }
        guard FileManager.default.isReadableFile(atPath: url.path) else {
            throw OperatorError(
                "The folder '\(path)' may not be read by this user.",
                remedy: "Give the user that runs streetwork the right to read it."
            )
        }
        let base = url.standardizedFileURL.path
        return try files.filter { Self.isPlainFile($0) && Self.mayHoldPosts($0.path) }
            .sorted { $0.path < $1.path }
            .flatMap { file in
                let inner = file.standardizedFileURL.path.dropFirst(base.count).drop { $0 == "/" }
                return try self.file(file, shownAs: "\(path)/\(inner)")
            }
    }

    /// An archive must be kept in a file before it can be unpacked; everything else is read as it comes.
    private func standardInput() throws -> [Source] {
        let input = FileBytes()
        let start = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
        defer { start.deallocate() }
        var filled = 0
        while filled < 4 {
            let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: start[filled...]))
            if count == 0 { break }
            filled += count
        }
        let bytes = Array(start[..<filled])
        guard bytes == Self.archiveMark else {
            return [Source(name: "standard input", fileName: "standard-input") { PrefixedBytes(bytes, then: input) }]
        }
        let spooled = try SpooledFile(PrefixedBytes(bytes, then: input))
        return try archive(spooled.url, shownAs: "standard input").map { source in
            Source(name: source.name, fileName: source.fileName) { KeptAlive(try source.open(), by: spooled) }
        }
    }

    private static func isArchive(_ url: URL) throws -> Bool {
        let file = try FileBytes(url)
        let start = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
        defer { start.deallocate() }
        return try file.read(into: start) == 4 && Array(start) == archiveMark
    }

    private static func isPlainFile(_ url: URL) -> Bool {
        // A file that vanishes in between is passed over.
        (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
    }

    /// Whether a name is worth opening: pictures and films never are.
    private static func mayHoldPosts(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard !path.contains("__MACOSX/"), !name.hasPrefix("."), !name.hasPrefix("~") else { return false }
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return ["json", "ndjson", "jsonl", "csv", "tsv", "txt", "html", "zip"].contains(ending)
    }

    private static var formatNames: String { ExportFormats.all.map(\.name).joined(separator: ", ") }

    private static let archiveMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
}
