import Domain
import Foundation
import Operations
import TestSupport
import Testing

struct ModelFolderTests {
    let folder: TemporaryFolder
    let models: ModelFolder

    init() throws {
        folder = try TemporaryFolder()
        models = ModelFolder(folder.url)
    }

    @Test func `new models take the place of the old ones, and undo puts those back`() throws {
        try models.install(["fast.heads": [1]])
        try models.install(["fast.heads": [2], "deep.heads": [3]])

        let installed = models.files
        try models.undo()

        #expect(installed == ["fast.heads": [2], "deep.heads": [3]])
        #expect(models.files == ["fast.heads": [1]])
    }

    @Test func `a tier that is not installed keeps its models`() throws {
        try models.install(["fast.heads": [1], "deep.heads": [2]])

        try models.install(["fast.heads": [3]])

        #expect(models.files == ["fast.heads": [3], "deep.heads": [2]])
    }

    @Test func `undo works once`() throws {
        try models.install(["fast.heads": [1]])
        try models.undo()

        #expect(models.files.isEmpty)
        #expect(throws: OperatorError.self) { try models.undo() }
    }

    @Test func `a folder that is no folder is named`() throws {
        let file = try folder.write("file", [0])

        let error = #expect(throws: OperatorError.self) { try ModelFolder(file).install(["fast.heads": [1]]) }

        #expect(error?.what.contains("cannot be written") == true)
    }

    @Test func `no half-written file stays beside`() throws {
        try DurableFile.write([1, 2, 3], to: folder.url.appending(path: "a/b"))

        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "a").path)
        #expect(names == ["b"])
    }
}
