package import Domain

/// A line that answers a `QuestionLine`: its id as it came, and the labels.
package struct AnswerLine: Sendable {
    /// The id of the question.
    package var id: LineID
    /// The labels of its text.
    package var prediction: Prediction

    /// Languages besides the main one that a stretch of the text is in.
    package var otherLanguages: [Language]
    /// The time limits that the text names; nil where it is not known when it was published.
    package var deadlines: [Deadline]?

    package init(
        id: LineID,
        prediction: Prediction,
        otherLanguages: [Language] = [],
        deadlines: [Deadline]? = nil
    ) {
        self.id = id
        self.prediction = prediction
        self.otherLanguages = otherLanguages
        self.deadlines = deadlines
    }

    /// Adds the line as JSON, keys in alphabetical order, without a line feed.
    package func write(to writer: inout JSONWriter) {
        writer.raw(#"{"confidence":"#)
        writer.number((prediction.confidence * 10_000).rounded() / 10_000)
        if let deadlines {
            writer.raw(#","deadlines":"#)
            writer.array(deadlines) { deadline, writer in deadline.write(to: &writer) }
        }
        writer.raw(#","evidence":"#)
        writer.array(prediction.evidence) { evidence, writer in evidence.write(to: &writer) }
        writer.raw(#","id":"#)
        id.write(to: &writer)
        writer.raw(#","kind":"#)
        writer.string(prediction.kind.rawValue)
        writer.raw(#","language":"#)
        writer.string(prediction.language.rawValue)
        writer.raw(prediction.minors ? #","minors":true,"otherLanguages":"# : #","minors":false,"otherLanguages":"#)
        writer.array(otherLanguages) { language, writer in writer.string(language.rawValue) }
        writer.raw(#","places":"#)
        writer.array(prediction.places) { place, writer in writer.string(place) }
        writer.raw(#","primary":"#)
        writer.stringOrNull(prediction.primary?.rawValue)
        writer.raw(#","script":"#)
        writer.string(prediction.script)
        writer.raw(#","topics":"#)
        writer.array(prediction.topics) { topic, writer in writer.string(topic.rawValue) }
        writer.raw(#","urgency":"#)
        writer.string(prediction.urgency.rawValue)
        writer.raw("}")
    }

    /// Adds the answer to a line that could not be understood.
    package static func writeFault(to writer: inout JSONWriter) {
        writer.raw(#"{"id":null,"error":"the line is not JSON with \"id\" and \"text\""}"#)
    }
}

extension LineID {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .number(let number): writer.number(number)
        case .fraction(let fraction): writer.number(fraction)
        case .none: writer.stringOrNull(nil)
        }
    }
}

extension Deadline {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.raw(#"{"date":"#)
        writer.string(date.description)
        writer.raw(#","end":"#)
        writer.number(end)
        writer.raw(#","start":"#)
        writer.number(start)
        writer.raw(#","text":"#)
        writer.string(text)
        writer.raw("}")
    }
}

extension Evidence {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.raw(#"{"end":"#)
        writer.number(end)
        writer.raw(#","field":"#)
        writer.string(field)
        writer.raw(#","start":"#)
        writer.number(start)
        writer.raw(#","text":"#)
        writer.string(text)
        writer.raw(#","value":"#)
        writer.string(value)
        writer.raw("}")
    }
}
