import Domain
package import Foundation
package import Logging
import ServiceLifecycle

/// Watches a folder for exports and takes them in.
///
/// A file is read when it has not changed between two looks, and moved to `done` or, where it broke, to `failed` with
/// the reason beside it. Nothing is deleted.
package struct DropFolder: Service {
    private let folder: URL
    private let interval: Duration
    private let options: ImportOptions
    private let intake: Intake
    private let logger: Logger

    package init(folder: URL, interval: Duration, options: ImportOptions, intake: Intake, logger: Logger) {
        self.folder = folder
        self.interval = interval
        self.options = options
        self.intake = intake
        self.logger = logger
    }

    /// Looks again and again until the daemon ends.
    ///
    /// A file that is being read is read to its end first.
    package func run() async throws {
        try makeFolders()
        await withTaskExecutorPreference(BackgroundExecutor(label: "streetwork.drop")) {
            var seen: [String: Fingerprint] = [:]
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                let present = look()
                for (name, print) in present.sorted(by: { $0.key < $1.key }) where seen[name] == print {
                    // Stopping in the middle is no loss: the file stays, and is read again at the next start.
                    await cancelWhenGracefulShutdown { await takeIn(name) }
                }
                seen = present
                // Ends early, without an error that matters, when the daemon is asked to stop.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: interval) }
            }
        }
    }

    /// What tells whether a file is still growing.
    private struct Fingerprint: Equatable {
        var bytes: Int
        var modified: Date
    }

    private func makeFolders() throws {
        for place in [folder, done, failed] {
            try FileManager.default.createDirectory(
                at: place,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
    }

    private var done: URL { folder.appending(path: "done") }
    private var failed: URL { folder.appending(path: "failed") }

    /// Every file and folder that lies ready, with what tells whether it grows.
    private func look() -> [String: Fingerprint] {
        // A folder that cannot be read now is looked at again the next time.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var found: [String: Fingerprint] = [:]
        for name in names where isWanted(name) { found[name] = fingerprint(folder.appending(path: name)) }
        return found
    }

    private func isWanted(_ name: String) -> Bool {
        let growing = [".part", ".tmp", ".crdownload"]
        return name != "done" && name != "failed" && !name.hasPrefix(".") && !name.hasPrefix("~")
            && !growing.contains(where: name.hasSuffix)
    }

    private func fingerprint(_ url: URL) -> Fingerprint? {
        let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey, .isDirectoryKey]
        // A file that vanishes in between is passed over.
        guard let values = try? url.resourceValues(forKeys: keys) else { return nil }
        var print = Fingerprint(bytes: values.fileSize ?? 0, modified: values.contentModificationDate ?? .distantPast)
        if values.isDirectory == true {
            for case let inner as URL in FileManager.default.enumerator(
                at: url,
                includingPropertiesForKeys: Array(keys)
            )
                ?? FileManager.DirectoryEnumerator()
            {
                guard let inside = fingerprint(inner), inner.hasDirectoryPath == false else { continue }
                print.bytes += inside.bytes
                print.modified = max(print.modified, inside.modified)
            }
        }
        return print
    }

    private func takeIn(_ name: String) async {
        let report = await FileImport(gate: intake, options: options).run([folder.appending(path: name).path])
        if report.isInterrupted { return }
        let tally = report.tally
        logger.info(
            "export taken in",
            metadata: [
                "rows": "\(tally.rows)", "new": "\(tally.new)", "known": "\(tally.known)",
                "changed": "\(tally.changed)", "ignored": "\(tally.ignored)", "rejected": "\(tally.rejected)",
                "fault": "\(report.hasFaults)",
            ]
        )
        if report.files.contains(where: { $0.fault?.isDiskTrouble == true }) { return }
        put(name, away: report)
    }

    private func put(_ name: String, away report: ImportReport) {
        let target = free(name, in: report.hasFaults ? failed : done)
        do {
            try FileManager.default.moveItem(at: folder.appending(path: name), to: target)
            guard report.hasFaults else { return }
            let reasons = report.files.compactMap(\.fault).map { "\($0.what)\n\($0.remedy)\n" }.joined(separator: "\n")
            try Data(reasons.utf8).write(to: target.appendingPathExtension("reason.txt"))
        } catch {
            logger.error("an export cannot be put away", metadata: ["cause": "\((error as NSError).code)"])
        }
    }

    /// A name that is not taken yet.
    private func free(_ name: String, in place: URL) -> URL {
        var candidate = place.appending(path: name)
        var number = 2
        while FileManager.default.fileExists(atPath: candidate.path) {
            candidate = place.appending(path: "\(number)-\(name)")
            number += 1
        }
        return candidate
    }
}
