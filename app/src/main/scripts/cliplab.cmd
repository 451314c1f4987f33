@echo off
rem SPDX-License-Identifier: GPL-3.0-or-later
rem Starts CLIP Lab on the first Java 25 it finds. All arguments go to the program.
rem   CLIPLAB_JAVA_HOME   the Java to prefer
rem   CLIPLAB_JAVA_OPTS   more options for Java, separated by spaces
setlocal EnableExtensions DisableDelayedExpansion

set "found="
call :try "%CLIPLAB_JAVA_HOME%"
call :try "%JAVA_HOME%"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" for %%H in ("%%~dp$PATH:J..") do call :try "%%~fH"
for %%V in ("Eclipse Adoptium" Java Microsoft Zulu "Amazon Corretto" BellSoft) do (
    for /d %%H in ("%ProgramFiles%\%%~V\*") do call :try "%%~fH"
)
for /d %%H in ("%LOCALAPPDATA%\Programs\Eclipse Adoptium\*") do call :try "%%~fH"
for /d %%H in ("%USERPROFILE%\.jdks\*") do call :try "%%~fH"
for /d %%H in ("%USERPROFILE%\scoop\apps\*") do call :try "%%~fH\current"

if not defined found (
    >&2 echo cliplab: no Java 25 found in CLIPLAB_JAVA_HOME, JAVA_HOME, PATH, the usual folders of Program Files, .jdks or scoop; get one from https://adoptium.net/temurin/releases/?version=25 and, if it lies elsewhere, set CLIPLAB_JAVA_HOME to its folder.
    exit /b 1
)

rem What "mvn package" kept of a start; another Java, or another jar, goes without it and says nothing.
set "cache="
if exist "%~dp0..\lib\cliplab.aot" set cache="-XX:AOTCache=%~dp0..\lib\cliplab.aot"

rem Java's own report of a crash goes to the other logs, where that folder is, not to wherever this was started.
set "data=%LOCALAPPDATA%\cliplab\data"
if defined CLIPLAB_HOME set "data=%CLIPLAB_HOME%\data"

"%found%\bin\java.exe" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx512m -XX:+UseCompactObjectHeaders %cache% -Xlog:aot=off -Xlog:cds=off -XX:-UsePerfData "-XX:ErrorFile=%data%\logs\hs_err_%%p.log" %CLIPLAB_JAVA_OPTS% -classpath "%~dp0..\lib\cliplab.jar" cliplab.app.Launcher %*
exit /b %ERRORLEVEL%

rem :try HOME takes it if nothing was taken before and its release file says 25.
:try
if defined found exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /r /b /c:"JAVA_VERSION=.25[^0-9]" "%~1\release" >nul && set "found=%~1"
exit /b 0
