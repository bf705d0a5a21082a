@echo off
rem Runs rolecall.jar in the folder of this file, with the Java in JAVA_HOME or on the PATH.
rem Needs Java 17 or newer.
setlocal
if not exist "%~dp0rolecall.jar" (
  echo rolecall: There is no "%~dp0rolecall.jar". 1>&2
  echo rolecall: Put rolecall.jar of the same release into that folder. 1>&2
  exit /b 1
)
set "ROLECALL_JAVA=java"
if defined JAVA_HOME set "ROLECALL_JAVA=%JAVA_HOME%\bin\java"
"%ROLECALL_JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%~dp0rolecall.jar" %*
exit /b %ERRORLEVEL%
