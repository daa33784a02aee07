import Classification
import Domain
import Foundation
import Intake
import Operations
import Storage
import TestSupport

/// A store with the real classifier and keys of its own.
struct TestHouse {
    let store: Store
    let intake: Intake
    let keyring: Keyring
    let folder: TemporaryFolder

    /// - Parameters:
    ///   - file: whether the database lies in a file, so that its bytes can be looked at.
    ///   - rules: which spaces are open.
    init(file: Bool = false, rules: IntakeRules = .demonstration) throws {
        folder = try TemporaryFolder()
        store = file ? try Store(at: folder.url.appending(path: "a.sqlite")) : try Store()
        keyring = try Keyring(KeyFolder(folder.url.appending(path: "keys")))
        intake = Intake(
            store: store,
            classifier: try Self.classifier.get(),
            keyring: keyring,
            rules: rules,
            now: { SamplePosts.now }
        )
    }

    /// Made once: reading all lexicons takes a moment in a debug build.
    private static let classifier = Result { try config.classifier() }

    static let config = ConfigFolder(Fixtures.checkout.appending(path: "Config"))

    func importing(_ paths: [String], _ options: ImportOptions? = nil) async throws -> ImportReport {
        let options = try options ?? ImportOptions(mappings: Self.config.mappings())
        return await FileImport(gate: intake, options: options).run(paths)
    }
}
