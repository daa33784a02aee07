import Foundation
import TestSupport

/// A server for SFTP on this machine with a folder of files, for the user who runs the tests.
struct SSHHouse {
    /// Where it listens, soon after it was made.
    let port: Int
    /// The folder with `export.json`.
    let files: String
    /// The SHA-256 of its key.
    let hostKey: String
    /// The file with a key that it lets in.
    let userKey: String
    /// The file with a key that it does not let in.
    let otherKey: String
    private let program: ChildProgram

    static let server = "/usr/sbin/sshd"
    private static let keygen = "/usr/bin/ssh-keygen"

    /// Whether the programs are there; for root the server wants a folder that its package's unit makes.
    static var isPossible: Bool {
        let manager = FileManager.default
        return manager.isExecutableFile(atPath: server) && manager.isExecutableFile(atPath: keygen)
            && (geteuid() != 0 || manager.fileExists(atPath: "/run/sshd"))
    }

    init(_ folder: TemporaryFolder, port: Int) async throws {
        let path = { (name: String) in folder.url.appending(path: name).path }
        for key in ["host", "user", "other"] {
            _ = try await ChildProgram.output(of: Self.keygen, ["-q", "-t", "ed25519", "-N", "", "-f", path(key)])
        }
        let shown = try await ChildProgram.output(of: Self.keygen, ["-lf", path("host.pub")])
        let words = shown.split(separator: " ")
        let settings = """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(path("host"))
            AuthorizedKeysFile \(path("user.pub"))
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin yes
            PidFile none
            Subsystem sftp internal-sftp
            """
        let file = try folder.write("sshd_config", Array(settings.utf8))
        try FileManager.default.createDirectory(atPath: path("files"), withIntermediateDirectories: false)
        _ = try folder.write("files/export.json", Array("[]".utf8))
        self.port = port
        files = path("files")
        hostKey = words.count > 1 ? String(words[1]) : ""
        (userKey, otherKey) = (path("user"), path("other"))
        program = try ChildProgram(Self.server, ["-D", "-f", file.path])
    }
}
