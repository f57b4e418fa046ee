package io.waddleperf.cli.documents;

import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.Pointers;
import io.waddleperf.documents.YamlException;
import io.waddleperf.documents.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads documents from files, folders and the standard input.
final class DocumentFiles {
    private static final String STANDARD_INPUT = "-";
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_FILES = 10_000;

    private final InputStream input;
    private final Substitution substitution;
    private final List<FoundDocument> found = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /// @param environment gives the value of a variable, null where it is not set
    DocumentFiles(InputStream input, UnaryOperator<@Nullable String> environment) {
        this.input = input;
        substitution = new Substitution(environment);
    }

    /// @param names of files and folders, `-` for the standard input
    DocumentFiles read(List<String> names) {
        names.forEach(this::read);
        return this;
    }

    List<FoundDocument> found() {
        return found;
    }

    /// What is no document, each with file and line.
    List<String> complaints() {
        return complaints;
    }

    private void read(String name) {
        try {
            if (name.equals(STANDARD_INPUT)) {
                parse("standard input", input.readNBytes(MOST_BYTES + 1));
                return;
            }
            for (Path file : files(Path.of(name))) {
                parse(file.toString(), Files.newInputStream(file));
            }
        } catch (NoSuchFileException e) {
            complaints.add(e.getFile() + ": there is no such file or folder");
        } catch (IOException | IllegalArgumentException e) {
            complaints.add(name + ":1: cannot be read: " + e);
        }
    }

    /// In the order of their names. What begins with a dot is left alone: it is that of tools, such as `.git`, or a
    /// second copy, as Kubernetes keeps one of each mounted file.
    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var files = new TreeSet<Path>();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(path) && isHidden(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isYaml(file) && !isHidden(file) && (attributes.isRegularFile() || attributes.isSymbolicLink())) {
                    files.add(file); // a link to nothing too: else it would be missed in silence
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (files.size() > MOST_FILES) {
            throw new IOException("more than " + MOST_FILES + " files of documents; give its folders one by one");
        }
        return List.copyOf(files);
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private void parse(String file, InputStream stream) throws IOException {
        try (stream) {
            parse(file, stream.readNBytes(MOST_BYTES + 1));
        }
    }

    private void parse(String file, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            complaints.add(file + ":1: larger than 16 MiB");
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
            YamlFile.all(text).forEach(yaml -> add(file, yaml));
        } catch (CharacterCodingException _) {
            complaints.add(file + ":1: is not in UTF-8");
        } catch (YamlException e) {
            complaints.add(file + ':' + e.line() + ": " + e.getMessage());
        }
    }

    /// A list of documents is read as these, as `get -o json` writes it.
    private void add(String file, YamlFile yaml) {
        if (yaml.tree() instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(file, yaml, Pointers.item("", i), list.get(i));
            }
        } else {
            add(file, yaml, "", yaml.tree());
        }
    }

    private void add(String file, YamlFile yaml, String place, @Nullable Object tree) {
        var document = new FoundDocument(file, yaml, place, tree == null ? "" : tree);
        try {
            found.add(new FoundDocument(file, yaml, place, substitution.in(document.tree(), "")));
        } catch (FieldException e) {
            complaints.add(document.complaint(e));
        }
    }
}
