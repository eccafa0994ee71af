-- Drives the server with Neovim's own client: the finding of a forgotten reuse is shown, its code
-- action applied, and the finding gone. Prints each step; quits with an error at the first failure.
--
-- nvim --headless -u NONE --cmd "let g:varscope = ..." -c "luafile neovim.lua" forgotten.cpp

local function test()
  local exit_status
  local client = vim.lsp.start_client({
    name = 'varscope', cmd = { vim.g.varscope, 'lsp' }, root_dir = vim.fn.getcwd(),
    on_exit = function(status) exit_status = status end,
  })
  assert(vim.lsp.buf_attach_client(0, client), 'the client does not attach')
  local function wait(what, count)
    assert(vim.wait(120000, function() return #vim.diagnostic.get(0) == count end, 20), what)
  end
  wait('no finding is shown', 1)
  local finding = vim.diagnostic.get(0)[1]
  print(('finding: %s at line %d: %s'):format(finding.source, finding.lnum + 1, finding.message:match('^[^.]*')))

  vim.ui.select = function(items, _, choose)
    print('action: ' .. items[1][2].title)
    choose(items[1], 1)
  end
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.lsp.buf.code_action()
  wait('the finding stays', 0)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find('reuse') then print('line: ' .. line) end
  end

  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 60000)
  print('hover: ' .. answers[client].result.contents.value:match('^[^\n]*'))
  vim.lsp.stop_client(client)
  assert(vim.wait(60000, function() return exit_status ~= nil end, 20), 'the server does not end')
  print('exit status: ' .. exit_status)
end

local ok, problem = pcall(test)
if not ok then print('failed: ' .. tostring(problem)) end
io.stdout:write('\n')
vim.cmd(ok and 'qall!' or 'cquit!')
