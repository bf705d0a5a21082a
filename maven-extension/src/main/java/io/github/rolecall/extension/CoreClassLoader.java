package io.github.rolecall.extension;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of Rolecall's core, which need Java 17, from a folder of this jar. Maven does
 * not see them, so they cannot conflict with the libraries of a build. They are not read before a
 * repository needs a token. The folder has an SLF4J that logs nothing: with {@code mvn -X}, the AWS
 * SDK would write session tokens to the log.
 */
final class CoreClassLoader extends ClassLoader {
  private static final String FOLDER = "META-INF/rolecall/";

  static {
    registerAsParallelCapable();
  }

  /** Takes everything that is not in the folder from Maven and the JDK. */
  CoreClassLoader(ClassLoader maven) {
    super(maven);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : loadNew(name, resolve);
    }
  }

  private Class<?> loadNew(String name, boolean resolve) throws ClassNotFoundException {
    InputStream file = getParent().getResourceAsStream(FOLDER + name.replace('.', '/') + ".class");
    if (file == null) {
      return super.loadClass(name, resolve);
    }
    try (InputStream open = file) {
      byte[] bytes = bytes(open);
      return defineClass(name, bytes, 0, bytes.length, CoreClassLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] bytes(InputStream file) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int length = file.read(part); length >= 0; length = file.read(part)) {
      all.write(part, 0, length);
    }
    return all.toByteArray();
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = getParent().getResource(FOLDER + name);
    return own != null ? own : super.getResource(name);
  }

  /** Does not return the services of Maven: their classes differ from those in the folder. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> own = getParent().getResources(FOLDER + name);
    return own.hasMoreElements() ? own : super.getResources(name);
  }
}
