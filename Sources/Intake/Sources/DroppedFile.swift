import Crypto
import Domain
import Foundation
import Platforms
import Transport

/// A file of a drop-off on its way in: fetched where it lies elsewhere, judged, taken in.
struct DroppedFile {
    let file: FileToFetch
    let ways: SourceRound.Ways

    /// Takes the file in.
    /// - Returns: what became of its rows; or what the conversation is told, where nothing was taken in.
    /// - Throws: `TransportError`, or `OperatorError` where nothing can be stored at all.
    func takeIn() async throws -> (tally: Tally, told: WireAnswer?) {
        if let path = file.path {
            let place = URL(fileURLWithPath: path)
            guard FileManager.default.fileExists(atPath: path) else { return (Tally(), FileToFetch.missing) }
            return try await takeIn(place)
        }
        guard let request = file.request else { return (Tally(), FileToFetch.missing) }
        try makeSpool()
        let place = ways.spool.appending(path: spoolName)
        // Whatever was fetched is gone when this is done: raw files hold more than we keep.
        defer { try? FileManager.default.removeItem(at: place) }
        let answer = try await ways.transport.download(request, to: place, maxBytes: Self.maxFileBytes)
        guard answer.status == 200 else { return (Tally(), answer) }
        return try await takeIn(place)
    }

    /// Reads a file that is there; one that is damaged is the conversation's business, a full disk is not.
    private func takeIn(_ place: URL) async throws -> (tally: Tally, told: WireAnswer?) {
        guard try isWhole(place) else { return (Tally(), FileToFetch.unusable) }
        do {
            return (try await ways.takeFile(place), nil)
        } catch let error as OperatorError where !error.isDiskTrouble {
            return (Tally(), FileToFetch.unusable)
        }
    }

    private func isWhole(_ place: URL) throws -> Bool {
        if let bytes = file.bytes {
            let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
            guard attributes[.size] as? Int == bytes else { return false }
        }
        guard let wanted = file.sha256 else { return true }
        let handle = try FileHandle(forReadingFrom: place)
        // Closing a file that was only read cannot lose anything.
        defer { try? handle.close() }
        var hash = SHA256()
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
        return hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == wanted
    }

    private func makeSpool() throws {
        try FileManager.default.createDirectory(
            at: ways.spool,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// A name of our own that keeps what a format may look at.
    private var spoolName: String {
        let isFine: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
        return "\(UUID().uuidString)-\(String(file.name.suffix(80).map { isFine($0) ? $0 : "_" }))"
    }

    /// The largest part in which Meta's archives come, and a little.
    private static let maxFileBytes = 2_362_232_012
}
