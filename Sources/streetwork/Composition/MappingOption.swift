import Domain
import Foundation
import Operations
import Platforms
import Yams

extension ColumnMapping {
    /// Reads `--map platform=facebook,text=Message,time=Date`.
    /// - Throws: `OperatorError` naming the part that cannot be used.
    init(columns text: String, name: String) throws {
        var values: [String: String] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else {
                throw OperatorError(
                    "--map: '\(part)' is not 'field=column'.",
                    remedy: "Write it like --map platform=facebook,text=Message,time=Date,authorName=Author."
                )
            }
            values[String(sides[0])] = String(sides[1])
        }
        let known = [
            "platform", "text", "id", "parent", "authorID", "authorName", "time", "link", "spaceID", "spaceName",
        ]
        if let unknown = values.keys.sorted().first(where: { !known.contains($0) }) {
            throw OperatorError(
                "--map: there is no field '\(unknown)'.",
                remedy: "Use: \(known.joined(separator: ", "))."
            )
        }
        guard let platform = values["platform"].flatMap(Platform.init(rawValue:)), let text = values["text"] else {
            throw OperatorError(
                "--map needs at least the platform and the column with the text.",
                remedy: "Write it like --map platform=facebook,text=Message,time=Date,authorName=Author."
            )
        }
        self.init(name: name, platform: platform, text: text)
        (id, parent, time, link) = (values["id"], values["parent"], values["time"], values["link"])
        (authorID, authorName) = (values["authorID"], values["authorName"])
        (spaceID, spaceName) = (values["spaceID"], values["spaceName"])
    }
}

extension ConfigFolder {
    /// Keeps a mapping for the next imports.
    /// - Throws: `OperatorError` where the name is unfit or the file cannot be written.
    func keep(_ mapping: ColumnMapping) throws {
        let isFine = mapping.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isFine, (1...60).contains(mapping.name.count) else {
            throw OperatorError(
                "'\(mapping.name)' is no name for a mapping.",
                remedy: "Use letters, digits and hyphens."
            )
        }
        let folder = url.appending(path: "csv")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let text = try YAMLEncoder().encode(mapping)
            try Data(text.utf8).write(to: folder.appending(path: "\(mapping.name).yaml"), options: .atomic)
        } catch {
            throw OperatorError(
                "The mapping '\(mapping.name)' cannot be kept: \(error.localizedDescription)",
                remedy: "Check that this user may write in the data folder."
            )
        }
    }
}
