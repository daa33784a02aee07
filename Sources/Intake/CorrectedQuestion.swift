package import Classification
package import Domain
package import Storage

/// Makes what the store needs to open an enquiry for a post that a person says is a question.
package struct CorrectedQuestion: Sendable {
    private let classifier: Classifier
    private let keyring: Keyring

    package init(classifier: Classifier, keyring: Keyring) {
        self.classifier = classifier
        self.keyring = keyring
    }

    /// The post with these labels; without marks of its words where the text was deleted.
    package func item(_ post: BacklogPost, _ prediction: Prediction) -> ClassifiedPost {
        let received = ReceivedPost(
            space: post.space,
            externalID: post.externalID,
            text: post.text,
            publishedAt: post.publishedAt
        )
        let folded = classifier.likeness(of: post.text)
        return ClassifiedPost(
            post: received,
            author: post.author,
            sealedHandle: nil,
            textMark: keyring.mark(post.text.utf8),
            likenessMark: folded.map(keyring.mark),
            sketch: folded.map { _ in classifier.sketch(of: post.text, seed: keyring.sketchSeed) },
            prediction: prediction
        )
    }
}
