import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassFile.LineNumbersOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar for the images. The entries are stored, because layers are compressed anyway and
 * the JVM would have to inflate entries at each start. They are sorted by name, which compresses
 * better and is the same in each build. Debugging data is removed; only our own classes keep line
 * numbers, which reports of internal errors contain.
 *
 * <p>{@code java image/Slim.java <jar> <new jar>}, with a JDK 25.
 */
final class Slim {
  private static final String OWN = "io/github/rolecall/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 21, 0, 0);

  /** A file for the code generator of the SDK. No class of the SDK reads it. */
  private static final String ENDPOINTS =
      "software/amazon/awssdk/regions/internal/region/endpoints.json";

  /** Which endpoints each service of AWS has. Rolecall gives every endpoint to the SDK. */
  private static final String SERVICES =
      "software/amazon/awssdk/regions/(GeneratedServiceMetadataProvider[.]class|servicemetadata/.*)";

  private final ClassFile withLines;
  private final ClassFile withoutLines;

  private Slim(ClassHierarchyResolver types) {
    var hierarchy = ClassHierarchyResolverOption.of(types);
    // A new constant pool does not contain the names of local variables.
    var pool = ConstantPoolSharingOption.NEW_POOL;
    withLines = ClassFile.of(hierarchy, pool, DebugElementsOption.DROP_DEBUG);
    withoutLines =
        ClassFile.of(
            hierarchy,
            pool,
            DebugElementsOption.DROP_DEBUG,
            LineNumbersOption.DROP_LINE_NUMBERS);
  }

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      to.setMethod(ZipOutputStream.STORED);
      var slim = new Slim(ClassHierarchyResolver.ofResourceParsing(loader).cached());
      for (String name : names(from)) {
        byte[] content = from.getInputStream(from.getEntry(name)).readAllBytes();
        put(to, name, name.endsWith(".class") ? slim.slimmed(name, content) : content);
      }
    }
  }

  /** The files of a jar. The manifest must be first. */
  private static List<String> names(ZipFile jar) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(name -> !name.equals(ENDPOINTS) && !name.matches(SERVICES))
        .sorted(Comparator.comparing((String name) -> !name.equals(MANIFEST)).thenComparing(x -> x))
        .toList();
  }

  private byte[] slimmed(String name, byte[] bytes) {
    boolean own = name.startsWith(OWN);
    ClassFile writer = own ? withLines : withoutLines;
    byte[] slim =
        writer.transformClass(
            writer.parse(bytes),
            own
                ? ClassTransform.ACCEPT_ALL
                : ClassTransform.dropping(SourceFileAttribute.class::isInstance));
    // Frames are recomputed. A class whose supertypes are missing had errors before, too.
    List<VerifyError> errors = writer.verify(slim);
    if (errors.size() > writer.verify(bytes).size()) {
      throw new IllegalStateException(name + " does not verify without its debugging data: " + errors);
    }
    return slim;
  }

  private static void put(ZipOutputStream jar, String name, byte[] content) {
    try {
      var crc = new CRC32();
      crc.update(content);
      var entry = new ZipEntry(name);
      entry.setTimeLocal(TIME);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      jar.putNextEntry(entry);
      jar.write(content);
      jar.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
