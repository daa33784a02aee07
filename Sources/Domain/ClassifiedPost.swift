/// A post on its way into the store: pseudonymised and classified.
package struct ClassifiedPost: Sendable {
    /// The post; its `author` is nil from here on.
    package var post: ReceivedPost
    /// The keyed pseudonym of the author, 16 bytes; nil where the platform names none.
    package var author: [UInt8]?
    /// The handle needed to answer, sealed; nil where none is known or no answer is due.
    package var sealedHandle: [UInt8]?
    /// A keyed mark of the words, 16 bytes: tells an edited post from a known one after its text was deleted.
    package var textMark: [UInt8]
    /// A keyed mark of the words without case, diacritics and punctuation, 16 bytes: the same question posted elsewhere
    /// has the same.
    ///
    /// Nil where the text is too short to tell.
    package var likenessMark: [UInt8]?
    /// A summary of its words, for finding the same question with some words changed; nil like `likenessMark`.
    package var sketch: LikenessSketch?
    /// What the classifier says.
    package var prediction: Prediction
    /// How soon the deep tier should look at it, 0...1000; nil where it need not.
    package var deepDue: Int?
    /// Its meaning, where the deep tier looked at it; kept only while the post belongs to an enquiry.
    package var meaning: MeaningVector?

    package init(
        post: ReceivedPost,
        author: [UInt8]?,
        sealedHandle: [UInt8]?,
        textMark: [UInt8],
        likenessMark: [UInt8]?,
        sketch: LikenessSketch?,
        prediction: Prediction
    ) {
        self.post = post
        self.author = author
        self.sealedHandle = sealedHandle
        self.textMark = textMark
        self.likenessMark = likenessMark
        self.sketch = sketch
        self.prediction = prediction
    }
}
