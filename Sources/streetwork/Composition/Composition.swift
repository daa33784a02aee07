import Domain
import Encoder
import Foundation
import Intake
import Likeness
import Operations
import Storage
import Transport

/// Puts the program together: the only place that knows every part.
struct Composition {
    let settings: Settings
    /// Where the database, the keys, the socket and the drop folder are.
    let dataFolder: URL
    /// Where lexicons and templates are.
    let config: ConfigFolder
    /// The time; everything gets it from here.
    let now: @Sendable () -> Date = { Date() }

    /// Reads the settings and finds the folders.
    /// - Throws: `OperatorError`.
    init(_ options: HouseOptions) throws {
        let environment = ProcessInfo.processInfo.environment
        let named = options.data ?? environment["STREETWORK_DATA"]
        let file = options.config ?? environment["STREETWORK_CONFIG"] ?? Self.usualConfig(in: named)
        let settings = try file.map { try Settings(file: $0) } ?? Settings()
        self.settings = settings
        dataFolder = URL(fileURLWithPath: named ?? settings.dataFolder ?? Self.usualData, isDirectory: true)
        config = ConfigFolder(try Self.configFolder(settings))
    }

    /// Opens the database and everything that works on it.
    ///
    /// The caller must hold the lock of the data folder.
    /// - Parameter isDaemon: whether a scheduler asks the sources in this process.
    func makeHouse(isDaemon: Bool = false) async throws -> House {
        let store = try Store(at: dataFolder.appending(path: "streetwork.sqlite"))
        let keys = settings.keyFolder.map { URL(fileURLWithPath: $0, isDirectory: true) }
        let folder = KeyFolder(keys ?? dataFolder.appending(path: "keys"), mayMake: try await !store.hasKeys())
        let keyring = try Keyring(folder)
        try await keyring.check(against: store)
        return try House(
            store: store,
            settings: settings.house,
            config: config,
            keyring: keyring,
            now: now,
            live: try live(isDaemon: isDaemon),
            encoderName: encoderName,
            encoder: { try encoder() }
        )
    }

    private func live(isDaemon: Bool) throws -> LiveHouse {
        let policy = AddressPolicy(
            allowsLoopback: settings.allowLoopbackSources,
            allowedPrivateHosts: settings.privateHosts,
            extraPorts: settings.ports
        )
        return LiveHouse(
            secrets: SourceSecrets(
                settings.secretFolder.map { URL(fileURLWithPath: $0, isDirectory: true) }
                    ?? dataFolder.appending(path: "secrets")
            ),
            importOptions: try importOptions(),
            spool: dataFolder.appending(path: "spool"),
            isDaemon: isDaemon,
            sendHold: TimeInterval(settings.sendHoldSeconds),
            transport: { try CurlTransport(TransportSettings(policy: policy)) }
        )
    }

    /// How files are read that lie in the drop folder or come from a drop-off.
    func importOptions() throws -> ImportOptions {
        ImportOptions(
            timeZone: settings.house.timeZone,
            mappings: try ConfigFolder(dataFolder).mappings() + config.mappings()
        )
    }

    /// The sentence encoder of the deep tier; nil where `models/encoder` is not there.
    ///
    /// The folder lies beside the configuration.
    /// - Throws: `OperatorError` where it is there but cannot be loaded.
    func encoder() throws -> SentenceEncoder? {
        try SentenceEncoder(modelsFolder: modelsFolder)
    }

    /// Tells one set of weights from another without reading all of it: the size and both ends of the largest file of
    /// the encoder; nil where there is none.
    var encoderName: String? {
        let folder = modelsFolder.appending(path: "encoder")
        // Without the folder there is no encoder, which is a normal state.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.sorted().compactMap { name -> (size: UInt64, handle: FileHandle)? in
            guard let handle = FileHandle(forReadingAtPath: folder.appending(path: name).path),
                let size = try? handle.seekToEnd()
            else { return nil }
            return (size, handle)
        }
        guard let weights = files.max(by: { $0.size < $1.size }), weights.size > 0 else { return nil }
        let length = min(weights.size, 65_536)
        var ends = Data()
        for start in [0, weights.size - length] {
            guard (try? weights.handle.seek(toOffset: start)) != nil,
                let part = try? weights.handle.read(upToCount: Int(length))
            else { return nil }
            ends += part
        }
        return "\(weights.size)-" + String(Fingerprint.of(ends), radix: 16)
    }

    private var modelsFolder: URL { config.url.deletingLastPathComponent().appending(path: "models") }

    /// Makes the data folder, for its owner only.
    ///
    /// From here on nothing that this process makes can be read by others.
    func makeDataFolder() throws {
        umask(0o077)
        do {
            try FileManager.default.createDirectory(
                at: dataFolder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw OperatorError(
                "The data folder '\(dataFolder.path)' cannot be made: \(error.localizedDescription)",
                remedy: "Name another one with --data, or give this user the right to make it."
            )
        }
    }

    private static func usualConfig(in data: String?) -> String? {
        let places = [data.map { $0 + "/streetwork.yaml" }, "/etc/streetwork/streetwork.yaml"]
        return places.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }

    private static var usualData: String {
        let system = "/var/lib/streetwork"
        if FileManager.default.isWritableFile(atPath: system) { return system }
        return NSHomeDirectory() + "/.local/share/streetwork"
    }

    /// The folder that is set, or the one beside the program: `Config` in a checkout, `share/streetwork/Config` where
    /// it is installed.
    static func configFolder(_ settings: Settings) throws -> URL {
        if let path = settings.configFolder { return URL(fileURLWithPath: path, isDirectory: true) }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        var candidates: [URL] = []
        for _ in 0..<6 {
            candidates += [folder.appending(path: "Config"), folder.appending(path: "share/streetwork/Config")]
            folder = folder.deletingLastPathComponent()
        }
        candidates.append(URL(fileURLWithPath: FileManager.default.currentDirectoryPath + "/Config"))
        let found = candidates.first {
            FileManager.default.fileExists(atPath: $0.appending(path: "topics.tsv").path)
        }
        guard let found else {
            throw OperatorError(
                "The folder 'Config' with lexicons and templates was not found beside the program.",
                remedy: "Name it with 'configFolder:' in the configuration."
            )
        }
        return found
    }
}
