package io.waddleperf.cli.documents;

import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.YamlFile;

/// A document and where it stands.
///
/// @param file    the name of its file
/// @param place   its pointer within `yaml`, empty: all of it
/// @param tree    as maps, lists and texts, with the values of `${NAME}`
record FoundDocument(String file, YamlFile yaml, String place, Object tree) {
    /// What is wrong with it, and in which line.
    ///
    /// @param error found in `tree`
    String complaint(FieldException error) {
        return complaint(error.pointer(), error.sentence("the document"));
    }

    /// @param pointer  within `tree`
    /// @param sentence what is wrong there
    String complaint(String pointer, String sentence) {
        return file + ':' + yaml.line(place + pointer) + ": " + sentence;
    }
}
