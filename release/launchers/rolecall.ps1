# Runs rolecall.jar in the folder of this file, with the Java in JAVA_HOME or on the PATH.
# Needs Java 17 or newer.
$jar = Join-Path $PSScriptRoot 'rolecall.jar'
if (-not (Test-Path $jar)) {
  [Console]::Error.WriteLine("rolecall: There is no $jar.")
  [Console]::Error.WriteLine('rolecall: Put rolecall.jar of the same release into that folder.')
  exit 1
}
$java = 'java'
if ($env:JAVA_HOME) { $java = Join-Path $env:JAVA_HOME 'bin/java' }
& $java '-XX:TieredStopAtLevel=1' '-XX:+UseSerialGC' '-jar' $jar @args
exit $LASTEXITCODE
