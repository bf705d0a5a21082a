package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.network.Networks;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tools look for settings is where they are written. */
class UserFilesTest {
  @TempDir Path folder;

  private Host host(String... variables) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return TestHost.at(folder, environment);
  }

  private String name(PackageTool manager, String... variables) {
    return folder.relativize(manager.path(host(variables))).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, .npmrc",
    "PIP, .config/pip/pip.conf",
    "TWINE, .pypirc",
    "NUGET, .config/NuGet/NuGet.Config",
    "DOTNET, .nuget/NuGet/NuGet.Config",
    "MAVEN, .m2/settings.xml"
  })
  void withoutVariablesTheyAreInTheHomeFolder(PackageTool manager, String file) {
    assertEquals(file, name(manager));
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, NPM_CONFIG_USERCONFIG, x/rc, x/rc",
    "NPM, npm_config_userconfig, x/rc, x/rc",
    "PIP, PIP_CONFIG_FILE, x/pip, x/pip",
    "PIP, XDG_CONFIG_HOME, x, x/pip/pip.conf",
    "NUGET, XDG_CONFIG_HOME, x, x/NuGet/NuGet.Config",
    "DOTNET, DOTNET_CLI_HOME, x, x/.nuget/NuGet/NuGet.Config"
  })
  void variablesOfToolsAreHeeded(PackageTool manager, String variable, String value, String file) {
    assertEquals(file, name(manager, variable, folder.resolve(value).toString()));
  }

  @Test
  void aVirtualEnvironmentHasItsOwnFileOnlyIfItIsThere() throws IOException {
    Path venv = Files.createDirectory(folder.resolve("venv"));
    assertEquals(".config/pip/pip.conf", name(PackageTool.PIP, "VIRTUAL_ENV", venv.toString()));
    Files.createFile(venv.resolve("pip.conf"));
    assertEquals("venv/pip.conf", name(PackageTool.PIP, "VIRTUAL_ENV", venv.toString()));
  }

  @Test
  void macOsHasAFolderOfItsOwnForPip() throws IOException {
    Files.createDirectory(folder.resolve("Library"));
    assertEquals(
        ".config/pip/pip.conf",
        name(PackageTool.PIP, "XDG_CONFIG_HOME", folder.resolve("x").toString()));
    Files.createDirectories(folder.resolve("Library/Application Support/pip"));
    assertEquals("Library/Application Support/pip/pip.conf", name(PackageTool.PIP));
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, C:\\me\\.npmrc",
    "PIP, C:\\data\\pip\\pip.ini",
    "TWINE, C:\\me\\.pypirc",
    "NUGET, C:\\data\\NuGet\\NuGet.Config",
    "DOTNET, C:\\data\\NuGet\\NuGet.Config",
    "MAVEN, C:\\me\\.m2\\settings.xml"
  })
  void windowsHasOtherFolders(PackageTool manager, String file) throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      Path home = windows.getPath("C:\\me");
      Host host = Host.of(Map.of("APPDATA", "C:\\data"), home, home, System.out, Networks.http());
      assertEquals(file, manager.path(host).toString());
    }
  }
}
