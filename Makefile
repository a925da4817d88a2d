# The one entry for setting up, running, testing and building; `make help` lists what it can do.
# Nothing but Python 3.11, git and make is expected; the rest is installed where it is missing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test lint exe exe-windows deb bench faults pictures lock fonts debian debian-tests clean

PYTHON ?= python3
LOCK ?= requirements.lock
VENV := .venv
RUN := $(VENV)/bin/python
STAMP := $(VENV)/set-up-$(notdir $(LOCK))
OFFSCREEN := env QT_QPA_PLATFORM=offscreen
COMPILE := $(VENV)/bin/uv pip compile -q --upgrade --generate-hashes --extra dev --no-annotate --no-emit-index-url \
    --python-version 3.11 --custom-compile-command "make lock"

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: fonts ## 准备运行环境（.venv、字体；缺少的系统软件包由管理员身份自动安装）

run: setup ## 打开程序；没有屏幕时把示例台账、责任书、报表和图片放进 out/
	@if [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	    $(OFFSCREEN) $(RUN) -m tests.main_job out; \
	elif [ -e "$$($(RUN) -c 'from app.paths import default_database as file; print(file())')" ]; then \
	    $(RUN) -m app; \
	else \
	    mkdir -p out; \
	    [ -e out/示例台账.db ] || $(RUN) -m app demo out/示例台账.db; \
	    $(RUN) -m app out/示例台账.db; \
	fi

test: setup debian-tests lint ## 全部检查和测试
	@$(OFFSCREEN) $(RUN) -m pytest -q -n 2 --dist loadfile -m "not executable"

lint: setup ## 只做检查：风格、类型、层次
	@$(VENV)/bin/ruff check app tests .ci resources
	@$(VENV)/bin/ruff format --check app tests .ci resources
	@$(VENV)/bin/mypy
	@$(VENV)/bin/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32
	@$(VENV)/bin/lint-imports --no-cache

exe: setup ## 生成单个可执行文件 dist/zhaoshang 和文件夹形式 dist/zhaoshang-folder，并试运行
	@$(RUN) -m PyInstaller --noconfirm --log-level WARN pyinstaller.spec
	@$(RUN) -m pytest -q -m executable tests/executable

exe-windows: setup ## 在 Debian 上经 Wine 生成 dist/windows/ 里的 Windows 程序，并在 Wine 里试运行
	@PYTHON=$(PYTHON) .ci/machine/debian.sh windows
	@PYTHONPATH=.ci $(RUN) -m windows

deb: setup ## 生成统信 UOS、麒麟的安装包 dist/deb/*.deb，并在旧系统里装一遍、用一遍、卸一遍
	@PYTHON=$(PYTHON) .ci/machine/debian.sh deb
	@PYTHONPATH=.:.ci $(RUN) -m deb

bench: setup ## 量一量：启动、列表、导入、打印各要多久
	@$(OFFSCREEN) $(RUN) -m tests.bench

faults: setup ## 反复断电、强行结束、写满、拔盘、损坏，看有没有丢记录（make faults N=100；打包好的程序：EXE=dist/zhaoshang）
	@$(OFFSCREEN) $(RUN) -m tests.faults $(or $(N),100) $(if $(EXE),--program $(EXE))

pictures: setup ## 重画说明书里的界面图片
	@$(OFFSCREEN) $(RUN) -m tests.pictures
	@$(RUN) -m tests.help_pictures

lock: setup ## 重新选定各依赖的版本（需要联网）
	@$(RUN) -m pip install -q --disable-pip-version-check uv
	@$(COMPILE) --universal -o requirements.lock pyproject.toml
	@$(COMPILE) --python-platform x86_64-manylinux_2_28 --override .ci/requirements-old-glibc.in \
	    -o .ci/requirements-old-glibc.lock pyproject.toml .ci/requirements-old-glibc.in

clean: ## 删除环境和生成的文件
	rm -rf $(VENV) build dist out resources/fonts/*.ttf resources/fonts/*.txt

fonts: $(STAMP)
	@$(RUN) resources/fonts/build.py

debian:
	@PYTHON=$(PYTHON) .ci/machine/debian.sh needed

debian-tests:
	@PYTHON=$(PYTHON) .ci/machine/debian.sh tests

# Order-only: looking for Debian packages takes a blink and must not make the environment old.
$(STAMP): $(LOCK) pyproject.toml | debian
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "需要 Python 3.11 或更新的版本。")'
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "正在安装 Python 依赖（$(LOCK)），第一次需要几分钟……"
	@$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(RUN) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/set-up-*; touch $@
