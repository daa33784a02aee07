import Domain
import Foundation
import Intake
import TestSupport
import Testing

@Suite struct SourceSecretsTests {
    private let folder: TemporaryFolder
    private let secrets: SourceSecrets

    init() throws {
        folder = try TemporaryFolder()
        secrets = SourceSecrets(folder.url)
    }

    @Test func `the secret before stays accepted behind the new one`() throws {
        try secrets.set("token", of: "berlin", to: "first\n")
        try secrets.set("token", of: "berlin", to: "second")
        try secrets.set("token", of: "berlin", to: "third")

        let found = try secrets.secrets(of: "berlin", names: ["token", "other"])

        #expect(found == ["token": ["third", "second"]])
    }

    @Test func `an empty secret forgets it`() throws {
        try secrets.set("token", of: "berlin", to: "first")
        try secrets.set("token", of: "berlin", to: "")

        #expect(try secrets.secrets(of: "berlin", names: ["token"]) == [:])
    }

    @Test func `files are readable by their owner only, and refused where they are not`() throws {
        try secrets.set("token", of: "berlin", to: "first")
        let path = folder.url.appending(path: "berlin/token").path
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int

        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)

        #expect(rights == 0o600)
        #expect(throws: OperatorError.self) { try secrets.secrets(of: "berlin", names: ["token"]) }
    }

    @Test(arguments: ["two\nlines", String(repeating: "x", count: 5_000)])
    func `what is no line is refused`(value: String) {
        #expect(throws: OperatorError.self) { try secrets.set("token", of: "berlin", to: value) }
    }
}
