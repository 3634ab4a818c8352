; Installs HeyGem Bridge for one user, without an administrator. deploy/release defines VERSION, STAGE, OUT, STUB, KILOBYTES.
; Silent: /S, and /D=FOLDER last. /NOLOGIN leaves out the start at login.
Unicode true
Target ${STUB}
SetCompressor /SOLID bzip2
Name "HeyGem Bridge"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\HeyGem Bridge"
InstallDirRegKey HKCU "Software\HeyGem Bridge" "Folder"
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "HeyGem Bridge ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "HeyGem Bridge"
VIAddVersionKey "FileDescription" "Installs HeyGem Bridge"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\HeyGem Bridge"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define PANEL_ID "com.heygem.bridge.panel"
!define UPIA "$COMMONFILES64\Adobe\Adobe Desktop Common\RemoteComponents\UPI\UnifiedPluginInstallerAgent\UnifiedPluginInstallerAgent.exe"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\HeyGemBridge.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "start --open"
!define MUI_FINISHPAGE_RUN_TEXT "Start HeyGem Bridge and open its page"
!insertmacro MUI_PAGE_LICENSE "${STAGE}\LICENSE"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

; Stops the bridge that runs from the folder; clips that are being rendered go on with the next start.
!macro StopBridge
  ${If} ${FileExists} "$INSTDIR\heygem.exe"
    DetailPrint "Stopping HeyGem Bridge"
    nsExec::Exec '"$INSTDIR\heygem.exe" stop'
    Pop $0
  ${EndIf}
  ; A program that still runs holds its file.
  ${If} ${FileExists} "$INSTDIR\HeyGem.Core.dll"
    ClearErrors
    FileOpen $0 "$INSTDIR\HeyGem.Core.dll" a
    ${If} ${Errors}
      IfSilent +2
      MessageBox MB_OK|MB_ICONSTOP "HeyGem Bridge still runs, perhaps for another user of this machine. Close it, then start this again. Nothing was changed."
      SetErrorLevel 75
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Files of the program only: what the user put beside them stays, and so does the folder then.
!macro RemoveProgram
  !include "${STAGE}.remove.nsh"
!macroend

Section "HeyGem Bridge" SecProgram
  SectionIn RO
  !insertmacro StopBridge
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${STAGE}\*"
  ${If} ${Errors}
    IfSilent +2
    MessageBox MB_OK|MB_ICONSTOP "The files cannot be written to $INSTDIR: the disk is full, or the folder is not yours. Your renders, settings and job list are untouched."
    SetErrorLevel 1
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\HeyGem Bridge.lnk" "$INSTDIR\HeyGemBridge.exe" "start --open"
  WriteRegStr HKCU "Software\HeyGem Bridge" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\heygem" "" "URL:HeyGem Bridge"
  WriteRegStr HKCU "Software\Classes\heygem" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\heygem\DefaultIcon" "" "$INSTDIR\HeyGemBridge.exe,0"
  WriteRegStr HKCU "Software\Classes\heygem\shell\open\command" "" '"$INSTDIR\HeyGemBridge.exe" start "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "HeyGem Bridge"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\HeyGemBridge.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Start when I sign in" SecLogin
  WriteRegStr HKCU "${RUN}" "HeyGem Bridge" '"$INSTDIR\HeyGemBridge.exe" start'
SectionEnd

Section "Panel for Premiere" SecPanel
  ${If} ${FileExists} "${UPIA}"
    DetailPrint "Giving the panel to Adobe's installer"
    nsExec::ExecToLog '"${UPIA}" /install "$INSTDIR\panel\heygem-bridge.ccx"'
    Pop $0
    ${If} $0 = 0
      WriteRegStr HKCU "Software\HeyGem Bridge" "Panel" "uxp"
      Return
    ${EndIf}
  ${EndIf}
  ; Premiere before 25.6 reads panels from this folder.
  RMDir /r "$APPDATA\Adobe\CEP\extensions\${PANEL_ID}"
  SetOutPath "$APPDATA\Adobe\CEP\extensions\${PANEL_ID}"
  File /r "${STAGE}\panel\cep\*"
  WriteRegStr HKCU "Software\HeyGem Bridge" "Panel" "cep"
SectionEnd

Function .onInit
  ${GetParameters} $0
  ${GetOptions} $0 "/NOLOGIN" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${SecLogin}
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro StopBridge
  ReadRegStr $0 HKCU "Software\HeyGem Bridge" "Panel"
  ${If} $0 == "uxp"
    nsExec::ExecToLog '"${UPIA}" /remove "${PANEL_ID}"'
    Pop $0
  ${EndIf}
  RMDir /r "$APPDATA\Adobe\CEP\extensions\${PANEL_ID}"
  !insertmacro RemoveProgram
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\HeyGem Bridge.lnk"
  DeleteRegValue HKCU "${RUN}" "HeyGem Bridge"
  DeleteRegKey HKCU "Software\Classes\heygem"
  DeleteRegKey HKCU "Software\HeyGem Bridge"
  DeleteRegKey HKCU "${UNINSTALL}"
  ; Caches and uploads can be made again; renders, settings, models and the job list are the user's. A silent run asks nobody and keeps all.
  IfSilent kept
  MessageBox MB_YESNO|MB_ICONQUESTION "Remove the caches too? Your renders, settings, installed models and job list stay." IDNO kept
  RMDir /r "$LOCALAPPDATA\HeyGem.Bridge\cache"
  RMDir /r "$LOCALAPPDATA\HeyGem.Bridge\thumbnails"
  kept:
SectionEnd
