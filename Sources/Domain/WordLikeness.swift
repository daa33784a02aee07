/// What is kept of the words of a post to find the same question again.
package struct WordLikeness: Hashable, Sendable {
    /// A keyed mark of the words without case, diacritics and punctuation, 16 bytes; nil where they are too few to tell.
    package var mark: [UInt8]?
    /// A summary of the words; nil like `mark`.
    package var sketch: LikenessSketch?

    package init(mark: [UInt8]?, sketch: LikenessSketch?) {
        self.mark = mark
        self.sketch = sketch
    }
}
