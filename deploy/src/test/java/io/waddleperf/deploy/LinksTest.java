package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Each relative link of each page of Markdown leads to a file of the tree, and its anchor to a heading there.
class LinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /// Made by builds and runs, or by others.
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", "dist", "data", "data-demo", "data-probe", "data-responder");

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*|//.*", Pattern.CASE_INSENSITIVE);
    /// Pages of what hosts the repository, as seen from its front page.
    private static final String HOSTED = "../../actions/";

    @Test
    void leadToFilesAndHeadingsThatExist() throws IOException {
        var pages = pages(ROOT);
        assertTrue(pages.size() > 30, () -> "pages: " + pages);
        var broken = new TreeSet<String>();
        int checked = 0;
        for (Path file : pages) {
            for (String link : MarkdownPage.read(file).links()) {
                if (!ELSEWHERE.matcher(link).matches() && !link.startsWith(HOSTED)) {
                    checked++;
                    problem(file, link)
                            .ifPresent(problem -> broken.add(ROOT.relativize(file) + ": " + link + " " + problem));
                }
            }
        }
        assertEquals(new TreeSet<>(), broken);
        assertTrue(checked > 200, "links: " + checked);
    }

    /// From the index, or from a page that it leads to.
    @Test
    void leadToEachPageOfTheDocumentation() throws IOException {
        Path index = ROOT.resolve("docs/README.md");
        var reached = new HashSet<Path>();
        var waiting = new ArrayDeque<>(List.of(index));
        while (!waiting.isEmpty()) {
            Path page = waiting.remove();
            if (reached.add(page) && page.toString().endsWith(".md") && Files.exists(page)) {
                MarkdownPage.read(page).links().stream()
                        .filter(link -> !ELSEWHERE.matcher(link).matches())
                        .forEach(link -> waiting.add(file(page, link)));
            }
        }
        var lost = new TreeSet<>(pages(ROOT.resolve("docs")));
        lost.removeAll(reached);
        assertEquals(new TreeSet<>(), lost);
    }

    @Test
    void findsWhatIsBroken() {
        Path here = ROOT.resolve("README.md");
        assertEquals(Optional.of("is no file"), problem(here, "docs/NOWHERE.md"));
        assertEquals(Optional.of("has no such heading"), problem(here, "docs/GALERA.md#no-such"));
        assertEquals(Optional.of("is outside of the tree"), problem(here, "../other.md"));
        assertEquals(Optional.empty(), problem(here, "docs/GALERA.md#rules-for-galera"));
        var page = new MarkdownPage(here, """
                # A `b`: c, d
                ## Twice
                ## Twice
                See [x](a.md) and ![y](<b.png>), but not `[z](c.md)`.
                ```
                [w](d.md)
                # no heading
                ```
                [v]: e.md
                """);
        assertEquals(List.of("a.md", "b.png", "e.md"), page.links());
        assertEquals(Set.of("a-b-c-d", "twice", "twice-1"), page.anchors());
    }

    private static Optional<String> problem(Path page, String link) {
        Path file = file(page, link);
        if (!file.startsWith(ROOT)) {
            return Optional.of("is outside of the tree");
        }
        if (!Files.exists(file)) {
            return Optional.of("is no file");
        }
        int at = link.indexOf('#');
        if (at < 0 || !file.toString().endsWith(".md")) {
            return Optional.empty();
        }
        try {
            boolean there = MarkdownPage.read(file).anchors().contains(link.substring(at + 1));
            return there ? Optional.empty() : Optional.of("has no such heading");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }

    private static Path file(Path page, String link) {
        String name = URLDecoder.decode(link.replaceFirst("#.*", ""), StandardCharsets.UTF_8);
        return name.isEmpty() ? page : page.resolveSibling(name).normalize();
    }

    private static List<Path> pages(Path root) throws IOException {
        var pages = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = folder.equals(root) || !(NOT_OURS.contains(name) || name.equals(".git"));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }
}
