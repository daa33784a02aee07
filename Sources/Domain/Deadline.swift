/// A time limit that a post names.
package struct Deadline: Hashable, Sendable {
    /// The day it runs out.
    package let date: CivilDate
    /// The words as they stand in the post.
    package let text: String
    /// Where the words begin, in Unicode scalars from the start of the text.
    package let start: Int
    /// Where the words end, in Unicode scalars; exclusive.
    package let end: Int

    package init(date: CivilDate, text: String, start: Int, end: Int) {
        (self.date, self.text, self.start, self.end) = (date, text, start, end)
    }
}
