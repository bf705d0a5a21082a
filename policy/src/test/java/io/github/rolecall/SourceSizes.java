package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sizes of the source files below a folder, as the compiler parses them. */
final class SourceSizes {

  /** The measures and their limits. */
  enum Measure {
    RECORD("components", 8),
    CONSTRUCTOR("parameters", 6),
    METHOD("lines", 40),
    FILE("lines of code", 200);

    final String unit;
    final int limit;

    Measure(String unit, int limit) {
      this.unit = unit;
      this.limit = limit;
    }
  }

  /** A comment, or a literal, in which the start of a comment has no meaning. */
  private static final Pattern COMMENT_OR_LITERAL =
      Pattern.compile(
          "//[^\n]*|/\\*(?s:.*?)\\*/"
              + "|\"\"\"(?s:\\\\.|.)*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'");

  private final Map<Measure, Map<String, Integer>> sizes = new TreeMap<>();

  private SourceSizes() {}

  /**
   * Measures all files below the folder. Names are relative paths, followed by {@code Type.member}.
   */
  static SourceSizes of(Path sources) throws IOException {
    Path folder = sources.toAbsolutePath();
    var measured = new SourceSizes();
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files =
          found
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .sorted()
              .toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        String name = folder.relativize(Path.of(unit.getSourceFile().toUri())).toString();
        measured.file(name.replace('\\', '/'), unit, positions);
      }
    }
    return measured;
  }

  Map<String, Integer> of(Measure measure) {
    return sizes.getOrDefault(measure, Map.of());
  }

  private void file(String name, CompilationUnitTree unit, SourcePositions positions)
      throws IOException {
    String text = unit.getSourceFile().getCharContent(true).toString();
    put(Measure.FILE, name, codeLines(text));
    new TreeScanner<Void, String>() {
      @Override
      public Void visitClass(ClassTree type, String outer) {
        String path = outer + (outer.endsWith(" ") ? "" : ".") + type.getSimpleName();
        int components = components(type);
        if (type.getKind() == Tree.Kind.RECORD) {
          put(Measure.RECORD, path, components);
        }
        for (Tree member : type.getMembers()) {
          if (member instanceof MethodTree method) {
            method(type, method, path, components);
          } else if (member instanceof BlockTree) {
            put(Measure.METHOD, path + ".static", lines(member));
          }
        }
        return super.visitClass(type, path);
      }

      private void method(ClassTree type, MethodTree method, String path, int components) {
        boolean constructor = method.getName().contentEquals("<init>");
        put(
            Measure.METHOD,
            path + "." + (constructor ? "new" : method.getName().toString()),
            lines(method));
        // The canonical constructor is part of the record, which is measured already.
        int parameters = method.getParameters().size();
        if (constructor && !(type.getKind() == Tree.Kind.RECORD && parameters == components)) {
          put(Measure.CONSTRUCTOR, path, parameters);
        }
      }

      private int lines(Tree tree) {
        long start = positions.getStartPosition(unit, tree);
        long end = positions.getEndPosition(unit, tree);
        return (int) (unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start))
            + 1;
      }
    }.scan(unit, name + " ");
  }

  /** The number of fields that are not static. In a record, these are its components. */
  private static int components(ClassTree type) {
    return (int)
        type.getMembers().stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
            .count();
  }

  private void put(Measure measure, String name, int size) {
    sizes.computeIfAbsent(measure, key -> new TreeMap<>()).merge(name, size, Math::max);
  }

  /** The number of lines without blank lines, comments, imports and the package declaration. */
  static int codeLines(String text) {
    Matcher found = COMMENT_OR_LITERAL.matcher(text);
    String code =
        found.replaceAll(
            match -> {
              boolean comment = match.group().startsWith("/");
              String kept = comment ? match.group().replaceAll("[^\n]", "") : match.group();
              return Matcher.quoteReplacement(kept);
            });
    return (int)
        code.lines()
            .filter(line -> !line.isBlank() && !line.matches("(import|package) .*; *"))
            .count();
  }

  /** The median size of all files. */
  static int median(Map<String, Integer> files) {
    List<Integer> sorted = new ArrayList<>(files.values());
    sorted.sort(null);
    return sorted.get(sorted.size() / 2);
  }
}
