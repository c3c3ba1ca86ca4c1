# Đôn Đốc. `make help` lists the targets.
# Needs Python 3.11 to 3.13 and make; everything else comes into .venv from requirements.lock.

SHELL := /bin/sh
PORT ?= 8450
DATA ?= data
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& command -v $$p && break; done)
BIN := .venv/bin
RUN_READY := .venv/.run-ready
TEST_READY := .venv/.test-ready
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --extra postgresql $(NANG)

.DEFAULT_GOAL := help
.PHONY: help run install wheel test check explore bench bench-nation bench-kill bench-publication lock clean programs

help: ## liệt kê các lệnh
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(RUN_READY) ## chạy bản trình diễn trên máy này (DATA=thư-mục PORT=cổng)
	@exec $(BIN)/python -m deployments.stack --data "$(DATA)" --port "$(PORT)"

install: $(RUN_READY) ## cài để dùng thật: chỉ những gì cần để chạy, không kiểm tra mã
	@echo "Đã cài $$($(BIN)/dondoc --version) vào .venv; bước kế tiếp: docs/cai-dat.md, mục 3."

# A release is the wheel with its lock: pip takes the exact versions from the one, us from the other.
wheel: $(RUN_READY) ## dựng gói cài (dist/*.whl) và nói thẻ phiên bản phải đặt
	@rm -rf dist && $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --wheel-dir dist . && cp requirements.lock dist/
	@version=$$($(BIN)/python -c 'from importlib.metadata import version; print(version("dondoc"))'); \
		echo "Đã dựng $$(ls dist/*.whl) và dist/requirements.lock."; \
		echo "Đặt thẻ cho bản này: git tag v$$version"

test: $(TEST_READY) programs check ## chạy toàn bộ kiểm thử
	$(BIN)/python -m pytest -n 2 --dist loadgroup --durations=25

check: $(TEST_READY) ## kiểm tra kiểu, văn phong mã, kế hoạch và prefect.yaml
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/dondoc lint
	$(BIN)/dondoc render --check

MINUTES ?= 10
SEED ?=
explore: $(TEST_READY) ## tìm lỗi bằng các việc ngẫu nhiên (MINUTES=số-phút SEED=hạt-giống để chạy lại)
	$(BIN)/python -m tests.orders $(MINUTES) $(SEED)

bench: $(TEST_READY) ## đo tốc độ (không thuộc kiểm thử)
	$(BIN)/python -m tests.bench

bench-nation: $(TEST_READY) ## đo với 3.836 đơn vị: mở đợt, lập thông báo, gửi một ngày (SQLite và PostgreSQL), từng trang (PHAN=ngay|trang|postgresql)
	$(BIN)/python -m tests.bench.nation $(PHAN)

bench-kill: $(TEST_READY) ## giết tiến trình gửi 20 lần giữa 4.000 tin, đếm tin mất và tin lặp
	$(BIN)/python -m tests.bench.kill

bench-publication: $(TEST_READY) ## đo kiểm tra công khai TTHC: 200 trang tại chỗ, tải như một lượt kiểm tra và lần lượt (3 phút)
	$(BIN)/python -m tests.bench.publication $(PHAN)

lock: ## khóa lại phiên bản các thư viện (cần uv; NANG=--upgrade để lấy bản mới)
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock -o requirements-test.lock

clean: ## xóa môi trường ảo và bộ nhớ đệm, giữ dữ liệu
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The browser tests use the system's Chromium, the papers' are printed by LibreOffice, nginx and
# Caddy serve the Prefect UI, systemd-analyze checks the units, Prometheus' promtool the rules of
# alarm. Root may install them; without one its tests are left out with a line that says so, and
# fail under CI=true.
programs:
	@command -v chromium >/dev/null 2>&1 && command -v soffice >/dev/null 2>&1 \
		&& command -v pdftotext >/dev/null 2>&1 && command -v nginx >/dev/null 2>&1 \
		&& command -v caddy >/dev/null 2>&1 && command -v systemd-analyze >/dev/null 2>&1 \
		&& command -v promtool >/dev/null 2>&1 || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
		&& echo "Cài Chromium và nginx để kiểm thử trang, LibreOffice để kiểm thử văn bản…" \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends \
			chromium chromium-driver fonts-dejavu-core libreoffice-writer-nogui \
			libreoffice-calc-nogui poppler-utils fonts-liberation systemd nginx caddy \
			prometheus >/dev/null; } || true

$(RUN_READY): requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { \
		echo "Không tìm thấy Python 3.11–3.13; hãy cài rồi chạy lại, hoặc ghi PYTHON=đường-dẫn." >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python này thiếu mô-đun venv; trên Debian, Ubuntu hãy cài gói python3-venv rồi chạy lại." >&2; exit 2; }
	@( : > .quyen-ghi && rm .quyen-ghi ) 2>/dev/null || { \
		echo "Không có quyền ghi vào thư mục $$(pwd); hãy chép mã nguồn sang thư mục của mình." >&2; exit 2; }
	"$(PYTHON)" -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation -e .
	@touch $(RUN_READY)

# What only a test needs comes on top: type checker, linters, browser driver, a test database.
$(TEST_READY): $(RUN_READY) requirements-test.lock
	$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $(TEST_READY)
