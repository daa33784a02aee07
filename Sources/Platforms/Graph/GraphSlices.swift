/// Cuts single values out of a JSON document, as raw bytes, so that a broken one does not take the others with it.
enum GraphSlices {
    /// Every value at this place, in the order of the document; nil where the document is no whole JSON.
    static func values(at place: JSONPath, in json: [UInt8]) -> [[UInt8]]? {
        var slicer = JSONSlicer { path in
            if path == place { return .take }
            return place.starts(with: path) ? .descend : .skip
        }
        var found: [[UInt8]] = []
        let note: (JSONSlicer.Event) -> Void = { event in
            switch event {
            case .row(let bytes, _, _), .oversized(let bytes, _, _): found.append(Array(bytes))
            case .scalar(let bytes, _, let path): if path == place { found.append(Array(bytes)) }
            }
        }
        return json.withUnsafeBytes { bytes in
            do throws(JSONSlicer.Fault) {
                try slicer.feed(bytes, note)
                try slicer.finish(note)
                return found
            } catch {
                return nil
            }
        }
    }

    /// One value as what it stands for, or the row to report.
    static func decode<T: Decodable>(_ type: T.Type, _ bytes: [UInt8]) -> Result<T, RejectedRow> {
        bytes.withUnsafeBytes { decodeElement(type, from: ExportElement(bytes: $0, offset: 0)) }
    }
}
