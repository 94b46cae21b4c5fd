@echo off
rem Double click: makes everything of the bundled course and opens the folder dist.
rem A course folder dropped on this file is built instead. ASCII alone: any code page shows it.
setlocal
chcp 65001 >nul
title taphuan
pushd "%~dp0"

set "PYTHON=py -3"
where py >nul 2>nul || set "PYTHON=python"
%PYTHON% --version >nul 2>nul
if errorlevel 1 goto no_python

%PYTHON% run.py build %*
if errorlevel 1 goto failed

start "" explorer "%~dp0dist"
popd
exit /b 0

:no_python
echo.
echo May nay chua co Python. Hay cai Python 3.11 tro len tu https://www.python.org/downloads/
echo (danh dau o "Add python.exe to PATH"), roi bam dup chay.cmd lan nua.
echo.
pause
popd
exit /b 3

:failed
echo.
echo Chua lam xong. Xem dong chu phia tren de biet cho can sua, roi bam dup chay.cmd lan nua.
echo.
pause
popd
exit /b 1
